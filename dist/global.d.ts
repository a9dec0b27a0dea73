// For pages that have the tag: what it puts on `window`. Named in "types" or imported by
// `import type {} from 'freshsales-edge/global'`.
import type { Analytics } from './index.js'

declare global {
  interface Window {
    /** There once the script or its stub has run. */
    analytics: Analytics
  }
}
