import type { Json } from '../../protocol/event.ts'
import type { VisitEvent } from '../visit.ts'
import { plain } from './plain.ts'

export const MAX_EVENTS = 4
const MAX_PROPERTIES = 4
const NAME_CHARACTERS = 60
const KEY_CHARACTERS = 30
const VALUE_CHARACTERS = 50

/** What the person did: the events in their order, with what they were about. */
export function eventLines(events: readonly VisitEvent[]): string[] {
  return events
    .slice(0, MAX_EVENTS)
    .map((event) => `→ ${plain(event.name, NAME_CHARACTERS)}${about(event)}`)
}

function about({ properties }: VisitEvent): string {
  const told = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== '')
    .slice(0, MAX_PROPERTIES)
    .map(
      ([key, value]) => `${plain(key, KEY_CHARACTERS)}: ${plain(written(value), VALUE_CHARACTERS)}`,
    )
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

function written(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
