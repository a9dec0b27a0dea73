import { start } from './forms.ts'
import { importFormsBy } from './loadForms.ts'

/** Side effect of being imported: `forms.js` need not be loaded. */
importFormsBy(async () => ({ start }))
