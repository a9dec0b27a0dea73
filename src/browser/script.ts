import { takeOver } from './takeOver.ts'

const script = (document.currentScript ??
  document.querySelector('script[data-write-key]')) as HTMLScriptElement

takeOver(script.dataset['global'] || 'analytics', {
  writeKey: '',
  endpoint: new URL(script.src).origin,
  ...script.dataset,
})
