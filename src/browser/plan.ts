import type { Json, Touch, Traits } from '../protocol/event.ts'

/** A value as page code holds it; dates become ISO 8601, functions and `undefined` fall away. */
export type Value = Json | Date | undefined | Value[] | { [key: string]: Value }

/** An object as page code holds it. */
export type Values = { [key: string]: Value }

/**
 * The names and shapes a site agreed on, for `createAnalytics<MyPlan>()`; checked by the compiler,
 * costs no byte at run time.
 *
 * ```ts
 * type MyPlan = {
 *   events: { 'Order Completed': { total: number }; 'Logged Out': undefined }
 *   traits: { email: string; cfPlan?: 'free' | 'pro' }
 * }
 * ```
 */
export interface Plan {
  /** Event name → its properties; `undefined` for an event that has none. */
  events?: object
  /** What is known of a person. */
  traits?: object
  /** What is known of a group. */
  groupTraits?: object
}

type Part<P extends Plan, Key extends keyof Plan, Otherwise> =
  P extends Record<Key, infer Given> ? Given : Otherwise

export type PersonTraits<P extends Plan> = Part<P, 'traits', object>
export type GroupTraits<P extends Plan> = Part<P, 'groupTraits', object>
export type EventName<P extends Plan> = keyof Part<P, 'events', Record<string, object>> & string

type PropertiesOf<P extends Plan, Name extends EventName<P>> = Part<
  P,
  'events',
  Record<string, object>
>[Name]

/** The arguments of `track` after the name: required when the plan requires properties. */
export type TrackArguments<P extends Plan, Name extends EventName<P>, Rest extends unknown[]> =
  P extends Record<'events', object>
    ? undefined extends PropertiesOf<P, Name>
      ? [properties?: PropertiesOf<P, Name>, ...rest: Rest]
      : [properties: PropertiesOf<P, Name>, ...rest: Rest]
    : [properties?: object, ...rest: Rest]

/** The person as the browser remembers them. */
export interface User {
  anonymousId: string
  userId?: string
  groupId?: string
  traits: Traits
  /** The first visit, and the latest that was not direct. */
  first?: Touch
  last?: Touch
}
