import { takeOver } from './takeOver.ts'

const { src, dataset } = document.currentScript as HTMLScriptElement

takeOver(dataset['global'] || 'analytics', {
  endpoint: src,
  ...(dataset as { writeKey: string }),
})
