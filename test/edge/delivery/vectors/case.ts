import type { Json, JsonObject } from '../../../../src/protocol/event.ts'

/** One conformance case, as far as it is carried through the edge into a CRM. */
export interface VectorCase {
  id: string
  title: string
  parity: string
  event: JsonObject
  given?: { customFields?: { [object: string]: string[] } } | null
  deliver?: number
  expected: {
    match: string
    requests?: { url: string; body: JsonObject }[] | null
    effects?: Effect[]
    absent?: { object: string; fields: string[] }[]
    counts?: { contact?: number }
  }
}

export type Effect =
  | { op: 'none' }
  | { op: 'upsert'; object: string; key: JsonObject; fields: JsonObject }
  | { op: 'link'; a: RecordKey; b: RecordKey }
  | Sighting

export interface Sighting {
  op: 'event' | 'pageview'
  actor: { email: string }
  name?: string
  url?: string
  title?: string
  properties?: { [name: string]: Json }
  at?: string
}

export interface RecordKey {
  object: string
  key: JsonObject
}
