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
  const texts: unknown[] = []
  const fields: Values = {}
  while (texts.length < ids.length && rest.length && !isObject(rest[0])) {
    if (texts.length && rest[0] == null) break
    texts.push(rest.shift())
  }
  // One text alone is the name of a page, not its category.
  if (!texts[1] && ids[1] === 'name') ids.shift()
  for (const id of ids) {
    const text = `${texts.shift() ?? ''}`
    if (text) fields[id] = text
  }
  if (body) fields[body] = rest.shift() as Value
  return {
    _fields: fields,
    _options: (rest[0] ?? {}) as CallOptions,
    _callback: given.find(isFunction),
  }
}
