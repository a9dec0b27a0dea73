import { takeOver } from './takeOver.ts'

// A module, or a script that another one has put together, is not the current one.
const tag = document.currentScript ?? document.querySelector('script[data-write-key]')
const { src: endpoint, dataset } = (tag ?? {}) as Partial<HTMLScriptElement>

if (endpoint && dataset)
  takeOver(dataset['global'] || 'analytics', { endpoint, ...(dataset as { writeKey: string }) })
else console.error('analytics: there is no script with a data-write-key')
