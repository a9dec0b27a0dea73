// Pure: what a task says, once it is known whom it is about.
import type { TaskChange } from '../../../freshsales/change.ts'
import { RAILS_TIME_ZONES } from '../../../freshsales/coercion/railsTimeZones.ts'
import { toText } from '../../../freshsales/coercion/text.ts'
import { fillTemplate } from '../../../freshsales/interpret/template.ts'
import { camelCase } from '../../../freshsales/mapping/row.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { DAY_MS, MINUTE_MS } from '../../../protocol/time.ts'
import type { PersonCore } from '../person/personCore.ts'
import type { StampedRecord } from '../person/stamped.ts'

export type WaitingTask = Omit<TaskChange, 'object'> & { at: number; vouched?: true }

type TextPerson = PersonCore & StampedRecord

/** A text of which nothing is left says at least what happened. */
export function titleOf(task: WaitingTask, person: TextPerson): string {
  return String(fillTexts(task, person)['title'] ?? task.event)
}

/** What the event said goes first; the person may be known only by what came later. */
export function fillTexts({ texts, values }: WaitingTask, person: TextPerson): JsonObject {
  const known: JsonObject = {}
  for (const [name, { value }] of Object.entries(person.fields))
    Object.assign(known, { [name]: value, [camelCase(name)]: value })
  const all = withoutTags({ ...known, ...(person.email && { email: person.email }), ...values })
  const filled = Object.entries(texts).flatMap(([name, template]) => {
    const text = toText(fillTemplate(template, all) ?? null)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(filled)
}

/** What visitors wrote must be no HTML, and reads well wherever it is shown as it is. */
function withoutTags(values: JsonObject): JsonObject {
  const text = JSON.stringify(values).replace(/[<>]/g, (sign) => (sign === '<' ? '‹' : '›'))
  return JSON.parse(text) as JsonObject
}

/** So many days later, at the same time of the day where the person is. */
export function dueDateOf({ at, dueInDays }: WaitingTask, { fields }: StampedRecord): string {
  const zone = RAILS_TIME_ZONES[String(fields['time_zone']?.value)]?.[0] ?? 'UTC'
  const later = at + dueInDays * DAY_MS
  return new Date(later + offsetOf(at, zone) - offsetOf(later, zone)).toISOString()
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(parts?.value ?? '') ?? []
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * MINUTE_MS
  return sign === '-' ? -ahead : ahead
}
