/** From the arguments of a call to the core of an event. Pure. */
import type { Event } from '../protocol/event.ts'
import type { Callback, CallOptions } from './api.ts'
import type { Values } from './plan.ts'

/** What is particular to one call; identity and surroundings come later. */
export interface Call {
  type: Event['type']
  /** The fields that only this type has, and the ids it names. */
  fields: Values
  options: CallOptions
  callback: Callback | undefined
  /** What the caller has to mend. */
  problem?: string
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** Which ids each method takes first, and what the object that follows is called, if one does. */
const SHAPES: Record<Event['type'], { ids: string[]; body: string; required?: string }> = {
  identify: { ids: ['userId'], body: 'traits' },
  group: { ids: ['groupId'], body: 'traits' },
  track: { ids: ['event'], body: 'properties', required: 'event' },
  page: { ids: ['category', 'name'], body: 'properties' },
  screen: { ids: ['category', 'name'], body: 'properties' },
  alias: { ids: ['userId', 'previousId'], body: '', required: 'userId' },
}

export function normalize(type: Event['type'], given: readonly unknown[]): Call {
  const { ids, body, required } = SHAPES[type]
  const rest = given.filter((argument) => typeof argument !== 'function')
  const texts: unknown[] = []
  while (texts.length < ids.length && rest.length && !isObject(rest[0])) {
    if (texts.length && rest[0] == null) break
    texts.push(rest.shift())
  }
  // One text alone is the name of a page, not its category.
  if (ids[1] === 'name' && texts.length < 2) texts.unshift(undefined)

  const fields: Values = {}
  ids.forEach((id, index) => {
    const text = texts[index]
    if (text != null && text !== '') fields[id] = String(text)
  })
  const content = body && rest.shift()
  if (isObject(content)) fields[body] = { ...content }
  return {
    type,
    fields,
    options: isObject(rest[0]) ? rest[0] : {},
    callback: given.find((argument) => typeof argument === 'function') as Callback | undefined,
    ...(required && !fields[required] && { problem: `${type}: ${required} is missing` }),
  }
}
