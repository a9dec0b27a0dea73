import { installDelivery } from './call.ts'
import { start } from './capture/forms.ts'
import { importFormsBy } from './capture/openForms.ts'
import { importConsentBy } from './consent/followBanner.ts'
import { watchBanners } from './consent/watchBanners.ts'
import { delivery } from './deliver/delivery.ts'

/** Side effect of being imported: no other file need be loaded. */
installDelivery(delivery)
importFormsBy(async () => ({ start }))
importConsentBy(async () => ({ start: watchBanners }))
