/** From the arguments of a call to the core of an event. Pure. */
import type { EventType } from '../../protocol/event.ts'
import type { Callback, CallOptions } from '../api.ts'
import type { Values } from '../plan.ts'

/** What is particular to one call: the ids it names with its traits or properties, and the rest. */
export type Call = [fields: Values, options: CallOptions, callback?: Callback | undefined]

/** What each method takes, in order: ids, then the name of its object, if it has one. */
export const PARAMETERS: Record<EventType, string> = {
  identify: 'userId,traits',
  group: 'groupId,traits',
  track: 'event,properties',
  page: 'category,name,properties',
  screen: 'category,name,properties',
  alias: 'userId,previousId,',
}

export const normalize = (type: EventType, given: readonly unknown[]): Call => {
  const ids = PARAMETERS[type].split(',')
  const content = ids.pop()
  const texts = given.filter((argument) => argument && /string|number/.test(typeof argument))
  // Nothing at all stands for an object, except in the first places, where it is a missing id.
  const objects = given.filter((argument, index) =>
    argument == null ? index >= ids.length : typeof argument === 'object',
  ) as Values[]
  const fields: Values = {}
  // One text alone is the name of a page, not its category.
  if (ids[1] === 'name' && !texts[1]) ids.shift()
  for (const id of ids) if (texts[0]) fields[id] = `${texts.shift()}`
  if (content) fields[content] = objects.shift()
  return [
    fields,
    objects[0] ?? {},
    given.find((argument) => typeof argument === 'function') as Callback | undefined,
  ]
}
