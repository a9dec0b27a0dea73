import type { Json } from '../../protocol/event.ts'
import type { Visit, VisitEvent } from '../visit.ts'
import { plain } from './plain.ts'

/** As many as a visit keeps: what was tracked is not left out. */
export const MAX_EVENTS = 50
const MAX_PROPERTIES = 12
/** Fifty such lines stay well below what a note may hold. */
const LINE_CHARACTERS = 400
const NAME_CHARACTERS = 60
const KEY_CHARACTERS = 30
const VALUE_CHARACTERS = 100

/** What the person did: the events in their order, with what they were about. */
export function eventLines({ events, pages }: Pick<Visit, 'events' | 'pages'>): string[] {
  const told = new Set<Json>(pages.map(({ url }) => url))
  return events
    .slice(0, MAX_EVENTS)
    .map((event) => `→ ${plain(event.name, NAME_CHARACTERS)}${about(event, told)}`)
    .map(shorten)
}

/** Never within a character or within what stands for one in HTML. */
function shorten(line: string): string {
  if (line.length <= LINE_CHARACTERS) return line
  return `${line.slice(0, LINE_CHARACTERS).replace(/&[a-z]*$|[\ud800-\udbff]$/, '')}…`
}

const isWorthTelling = (value: Json) =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** What a line above tells already, the address of a page, is not said again. */
function about({ properties }: VisitEvent, known: ReadonlySet<Json>): string {
  const told = Object.entries(properties)
    .filter(([key, value]) => key.trim() !== '' && isWorthTelling(value) && !known.has(value))
    .slice(0, MAX_PROPERTIES)
    .map(
      ([key, value]) => `${plain(key, KEY_CHARACTERS)}: ${plain(written(value), VALUE_CHARACTERS)}`,
    )
  return told.length === 0 ? '' : ` (${told.join(', ')})`
}

function written(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
