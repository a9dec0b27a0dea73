import type { Fields, Problem } from '../../../freshsales/change.ts'
import { anothersAmong } from '../../../freshsales/repair/anothersAmong.ts'
import type { Timeline } from '../../../freshsales/settings.ts'
import { keyRank, type PersonCore } from '../person/personCore.ts'
import { rankOf, type StampedRecord, type Values } from '../person/stamped.ts'
import type { Outcome } from './part.ts'
import { countTold, joinTold, type Told } from './told.ts'
import { VISIT_IDLE_MS, type VisitState } from './visitSeen.ts'

/** Has sales people read something in the entry of the visit that goes on at that time. */
export function tellVisit(
  person: { visits: VisitState[] },
  told: Told,
  { at, timeline }: { at: number; timeline: Timeline },
): void {
  const isWritten = timeline === 'note' || timeline === 'activity'
  if (!isWritten || countTold(told) === 0) return
  const latest = person.visits.at(-1)
  const visit = latest && at < latest.lastSeenAt + VISIT_IDLE_MS ? latest : open(person, at)
  joinTold(visit, told)
}

function open({ visits }: { visits: VisitState[] }, at: number): VisitState {
  const visit = { id: `told-${at}`, startedAt: at, lastSeenAt: at, pages: [], events: [] }
  visits.push(visit)
  return visit
}

/**
 * Has sales people read in the visit's entry what the person said and no field of the account takes:
 * a contact form's message above all. Without a visit only words make an entry of their own.
 */
export function tellLost(
  person: PersonCore & { visits: VisitState[] },
  problems: readonly Problem[],
  timeline: Timeline,
): void {
  const at = person.lastSeenAt
  const latest = person.visits.at(-1)
  const isVisiting = latest !== undefined && at < latest.lastSeenAt + VISIT_IDLE_MS
  const said: Fields = {}
  for (const { field, value } of problems)
    if (value !== undefined && !OF_MACHINES.test(field) && (isVisiting || isProse(field, value)))
      said[field] = value
  const hints = isVisiting ? hintsOnTwins(problems) : []
  tellVisit(person, { said, hints }, { at, timeline })
}

/** Freshsales lets one contact alone have it, and another one does. */
function hintsOnTwins(problems: readonly Problem[]): string[] {
  const anothers = anothersAmong(problems)
  if (!anothers) return []
  const what = anothers.field === 'external_id' ? 'external ID' : 'mobile number'
  return [`May be the same as the contact that has the ${what} ${anothers.value}`]
}

/** Nobody said these. */
const OF_MACHINES =
  /^(?:external_id|emails?|time_zone|created_at|sales_accounts)$|^(?:first|last|latest)_(?:source|medium|campaign)$/

const PROSE_FIELD =
  /message|comment|note|question|inquiry|enquiry|feedback|details|description|request|website/i

/** Shorter texts are choices and names. */
const PROSE_CHARACTERS = 20

function isProse(field: string, value: unknown): boolean {
  if (typeof value !== 'string') return false
  return PROSE_FIELD.test(field) || (value.length >= PROSE_CHARACTERS && /\s\S+\s/.test(value))
}

type Person = PersonCore & StampedRecord & { visits: VisitState[] }

/** What is not set, and what now stands in a contact or lead that was there on a page's word alone. */
export function tellSettled(
  person: Person,
  { values, asked = {} }: { values: Values; asked?: Fields },
  { now, config: { timeline } }: Outcome,
): void {
  const isOwn = person.existed === false && keyRank(person, `e:${person.email}`) === 'page'
  const unverified = isOwn ? {} : saidByPage(person, values, asked)
  tellVisit(person, { asked, unverified }, { at: now, timeline })
}

function saidByPage(person: Person, { fields, leftOut = [] }: Values, asked: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).filter(([name]) => {
      const stamped = person.fields[name]
      const isSent = !Object.hasOwn(asked, name) && !leftOut.includes(name)
      return isSent && stamped && rankOf(stamped) === 'page' && !OF_THE_BROWSER.test(name)
    }),
  )
}

/** Told by the browser, not by the person. */
const OF_THE_BROWSER =
  /^(?:first|last|latest)_(?:source|medium|campaign)$|^(?:visit_|utm_)|^(?:emails|external_id|time_zone|created_at)$/
