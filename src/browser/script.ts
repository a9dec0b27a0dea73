import { takeOver } from './takeOver.ts'

// A module, or a script that another one has put together, is not the current one.
const tag = document.currentScript ?? document.querySelector('script[data-write-key]')
const { src, dataset = {} } = (tag ?? {}) as Partial<HTMLScriptElement>

const { writeKey } = dataset
if (!writeKey) console.error('analytics: no data-write-key')
// The inspector says the same to whoever asks for it.
if (writeKey || /[?&]analytics_debug/.test(location.search))
  takeOver(dataset['global'] || 'analytics', {
    endpoint: src as string,
    ...(dataset as { writeKey: string }),
  })
