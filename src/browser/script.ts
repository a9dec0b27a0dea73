import { takeOver } from './takeOver.ts'

// A module, or a script that another one has put together, is not the current one.
const tag = document.currentScript ?? document.querySelector('script[data-write-key]')
const { src, dataset = {} } = (tag ?? {}) as Partial<HTMLScriptElement>

if (dataset['writeKey'])
  takeOver(dataset['global'] || 'analytics', {
    endpoint: src as string,
    ...(dataset as { writeKey: string }),
  })
else console.error('analytics: there is no data-write-key')
