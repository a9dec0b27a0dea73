import type { Json, JsonObject } from '../../src/protocol/event.ts'

/** What the FreshworksCrm node of n8n-nodes-base 2.41.2 is told to do, and the calls it then makes. */
export interface Operation {
  resource: string
  operation: string
  /** What a person fills into the node; `$contact` is the id that the step kept under this name. */
  parameters: JsonObject
  calls: readonly (readonly [method: string, path: string, body?: Json])[]
  /** Keeps the id of the answer's record under this name. */
  keep?: string
}
