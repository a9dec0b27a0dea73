/** From the arguments of a call to the core of an event. Pure. */
import type { Event } from '../protocol/event.ts'
import type { Callback, CallOptions } from './api.ts'
import type { Value, Values } from './plan.ts'

/** What is particular to one call; identity and surroundings come later. */
export interface Call {
  /** The ids it names, and its traits or properties. */
  _fields: Values
  _options: CallOptions
  _callback: Callback | undefined
}

const isObject = (value: unknown): boolean => Object(value) === value

const isFunction = (value: unknown): value is Callback => typeof value === 'function'

/** What each method takes, in order: ids, then the name of its object, if it has one. */
const PARAMETERS: Record<Event['type'], string> = {
  identify: 'userId,traits',
  group: 'groupId,traits',
  track: 'event,properties',
  page: 'category,name,properties',
  screen: 'category,name,properties',
  alias: 'userId,previousId,',
}

export function normalize(type: Event['type'], given: readonly unknown[]): Call {
  const ids = PARAMETERS[type].split(',')
  const body = ids.pop()
  const rest = given.filter((argument) => !isFunction(argument))
  // The object comes where the first one stands, or after all ids; -1 >>> 0 is larger than any.
  const texts = rest.splice(0, Math.min(rest.findIndex(isObject) >>> 0, ids.length))
  const fields: Values = {}
  // One text alone is the name of a page, not its category.
  if (ids[1] === 'name' && !texts[1]) ids.shift()
  ids.forEach((id, index) => {
    const text = `${texts[index] ?? ''}`
    if (text) fields[id] = text
  })
  if (body) fields[body] = rest.shift() as Value
  return {
    _fields: fields,
    _options: rest[0] ?? {},
    _callback: given.find(isFunction),
  }
}
