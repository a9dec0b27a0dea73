import { scriptOptions } from './scriptOptions.ts'
import { takeOver } from './takeOver.ts'

const script = (document.currentScript ??
  document.querySelector('script[data-write-key]')) as HTMLScriptElement | null

if (script) takeOver(script.dataset['global'] || 'analytics', scriptOptions(script))
