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
  const content = ids.pop()
  const texts = given.filter((argument) => /string|number/.test(typeof argument))
  // Nothing at all stands for an object, except in the first place, where it is a missing id.
  const objects = given.filter((argument, index) =>
    argument == null ? index : typeof argument === 'object',
  )
  const fields: Values = {}
  // One text alone is the name of a page, not its category.
  if (ids[1] === 'name' && !texts[1]) ids.shift()
  for (const id of ids) fields[id] = `${texts.shift() ?? ''}` || undefined
  if (content) fields[content] = objects.shift() as Value
  return {
    _fields: fields,
    _options: objects[0] ?? {},
    _callback: given.find((argument) => typeof argument === 'function') as Callback | undefined,
  }
}
