import { start } from './capture/forms.ts'
import { importFormsBy } from './capture/loadForms.ts'
import { importConsentBy } from './consent/followBanner.ts'
import { watchBanners } from './consent/watchBanners.ts'

/** Side effect of being imported: no other file need be loaded. */
importFormsBy(async () => ({ start }))
importConsentBy(async () => ({ start: watchBanners }))
