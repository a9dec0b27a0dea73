import { takeOver } from './takeOver.ts'

// A module, or a script that another one has put together, is not the current one.
const tag = document.currentScript ?? document.querySelector('script[data-write-key]')
const { src, dataset } = (tag ?? {}) as Partial<HTMLScriptElement>

// Who can give but an address, as Tag Manager, gives the settings in it: `?writeKey=wk_site&forms`.
const options: DOMStringMap = {
  ...Object.fromEntries(new URLSearchParams(src?.split('?')[1])),
  ...dataset,
}
const { writeKey, global } = options
if (!writeKey) console.error('analytics: no data-write-key')
// The inspector says the same to whoever asks for it.
if (writeKey || /[?&]analytics_debug/.test(location.search))
  takeOver(global || 'analytics', {
    endpoint: src as string,
    ...(options as { writeKey: string }),
  })
