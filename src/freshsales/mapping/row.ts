import type { Json } from '../../protocol/event.ts'
import type { Kind } from '../coercion/kind.ts'
import type { ListName } from '../resolve/catalog.ts'

/** One field of a Freshsales record: where it comes from and what it must be. */
export interface Row {
  /** Freshsales' API name. */
  field: string
  /**
   * Where RudderStack's destination looks, in its order; the first usable value wins. The field's
   * own name, in any spelling, is always looked for last (`job_title`, `jobTitle`, `Job Title`).
   */
  from: readonly string[]
  /** Where only we look, after the above. */
  also?: readonly string[]
  as: Kind
  /** The list a name is looked up in, for `as: 'reference'`. */
  list?: ListName
  /** Looked up for another field, and only where that one was not given; a name that is not found is no problem. */
  instead?: string
  /** How a value meets another. Absent: the newer one replaces. `once`: the first one stays. `fills`: only where the record has none. */
  writes?: 'once' | 'fills'
  /**
   * Decides about a lead, its money, its consent or its links. `always`: a page never sets it.
   * `once there`: a page sets it of a contact that is new, and never of one that was there.
   */
  protected?: 'always' | 'once there'
  example: Json
  /** RudderStack reads the source, yet the value does not arrive. */
  lostByRudderStack?: string
}

/** The same keys in the traits of the call and then in those of the context. */
export function traits(...keys: readonly string[]): string[] {
  return [...keys.map((key) => `traits.${key}`), ...contextTraits(...keys)]
}

export function contextTraits(...keys: readonly string[]): string[] {
  return keys.map((key) => `context.traits.${key}`)
}

/** `lead_source_id` → `leadSourceId`, which is how Segment's destination wants it. */
export function camelCase(field: string): string {
  return field.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
}
