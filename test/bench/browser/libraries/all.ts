import type { Library } from './library.ts'
import { OURS } from './ours.ts'
import { PLAUSIBLE } from './plausible.ts'
import { RUDDERSTACK } from './rudderStack.ts'
import { SEGMENT } from './segment.ts'
import { SNOWPLOW } from './snowplow.ts'
import { UMAMI } from './umami.ts'

export const LIBRARIES: readonly Library[] = [
  OURS,
  SEGMENT,
  RUDDERSTACK,
  SNOWPLOW,
  PLAUSIBLE,
  UMAMI,
]
