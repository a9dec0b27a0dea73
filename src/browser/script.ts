import { type Delivery, importDeliveryBy } from './call.ts'
import * as core from './core.ts'
import { importFile } from './importFile.ts'
import { ASKED } from './isDebugging.ts'
import { ownScript } from './lib/ownScript.ts'
import { takeOver } from './takeOver.ts'

/** The module that `deliver.js` is; the build puts the hash of the file below. */
interface DeliveryModule {
  start(given: typeof core): Delivery
}

importDeliveryBy(async () =>
  (await importFile<DeliveryModule>('deliver', 'sha256-DELIVER')).start(core),
)

// A module, or a script that another one has put together, is not the current one.
const tag = ownScript ?? document.querySelector<HTMLScriptElement>('script[data-write-key]')

// Who can give but an address, as Tag Manager, gives the settings in it: `?writeKey=wk_site&forms`.
const given: DOMStringMap = Object.fromEntries(new URLSearchParams(tag?.src.split(/[?#]/)[1]))
// A query without a key is somebody else's, such as the `?v=3` of a cache.
const options: DOMStringMap = { ...(given['writeKey'] && given), ...tag?.dataset }
const { writeKey, global } = options
if (!writeKey) console.error('analytics: no data-write-key')
// The inspector says the same to whoever asks for it.
if (writeKey || ASKED.test(location.search))
  takeOver(global || 'analytics', {
    endpoint: tag?.src as string,
    ...(options as { writeKey: string }),
  })
