import type { Problem } from '../../../freshsales/change.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Deal } from '../parts/dealsState.ts'
import type { Person, Subject } from '../parts/parts.ts'
import { rankOf, type StampedFields, type StampedRecord } from '../person/stamped.ts'
import { cutTexts } from './cutTexts.ts'

/** A row that is as long as this at most may stay as it is: also three bytes a character are not too many. */
const CHARACTERS_UNSEEN = 80_000

/** What each part of a row may take, in bytes of JSON; together less than 256 KB. */
const BYTES = {
  fields: 32_000,
  custom: 48_000,
  tags: 6_000,
  accounts: 6_000,
  deals: 28_000,
  activities: 20_000,
  tasks: 10_000,
  visits: 28_000,
  tracked: 16_000,
  seen: 24_000,
  problems: 6_000,
} as const

/** A value that is kept of a row too large. */
const VALUE_CHARACTERS = 8_000
/** What is told of an event or a problem. */
const DETAIL_CHARACTERS = 200
const ADDRESS_CHARACTERS = 500

const MAX_PROBLEMS = 20

export const isTooLarge = (state: string) => state.length > CHARACTERS_UNSEEN

/**
 * Cuts a subject that has grown too large, whoever made it so: nobody's row may become one that
 * cannot be written. What the CRM has goes first and costs a call at most; of what still waits, the
 * newest. The person's next delivery says what is missing.
 */
export function boundSubject(subject: Subject): void {
  if (subject.kind === 'person') boundPerson(subject)
  else boundRecord(subject, () => undefined)
}

function boundPerson(person: Person): void {
  const lost = new Set<string>()
  const lose = (field: string) => lost.add(field)
  boundRecord(person, lose)
  boundNames(person.tags, BYTES.tags, (name) => person.tags[name] === true, lose)
  boundNames(person.accounts, BYTES.accounts, (name) => person.accounts[name] === true, lose)
  for (const deal of Object.values(person.deals)) boundRecord(deal, lose)
  const isMade = (name: string) => person.deals[name]?.id !== undefined
  const isPages = ({ fields }: Deal) =>
    Object.values(fields).every((each) => rankOf(each) === 'page')
  boundNames(pagesLast(person.deals, isPages), BYTES.deals, isMade, lose, person.deals)
  person.activities = boundList(
    cutTexts(person.activities, VALUE_CHARACTERS),
    BYTES.activities,
    () => lose('activity'),
  )
  person.tasks = boundList(cutTexts(person.tasks, VALUE_CHARACTERS), BYTES.tasks, () =>
    lose('task'),
  )
  person.visits = boundVisits(person.visits)
  if (person.tracked) {
    const newest = cutTexts(person.tracked, ADDRESS_CHARACTERS).reverse()
    person.tracked = boundList(newest, BYTES.tracked, () => lose('event')).reverse()
  }
  boundLedger(person)
  const problems = [...(person.problems ?? []), ...tell([...lost])].slice(-MAX_PROBLEMS)
  if (problems.length > 0)
    person.problems = boundList(cutTexts(problems, DETAIL_CHARACTERS), BYTES.problems)
}

const TOO_MUCH = 'left out: more is known of this person than the outbox keeps of anybody'

/** One line for all of them: an operator reads a few names, not thousands. */
function tell(lost: readonly string[]): Problem[] {
  if (lost.length === 0) return []
  const more = lost.length > NAMED ? ` and ${lost.length - NAMED} more` : ''
  return [{ field: `${lost.slice(0, NAMED).join(', ')}${more}`, reason: TOO_MUCH }]
}

const NAMED = 5

const bytes = new TextEncoder()
const sizeOf = (value: unknown) => bytes.encode(JSON.stringify(value) ?? '').length

function boundRecord(record: StampedRecord, lose: (field: string) => void): void {
  boundValues(record.fields, BYTES.fields, lose)
  boundValues(record.custom, BYTES.custom, lose)
}

function boundValues(fields: StampedFields, limit: number, lose: (field: string) => void): void {
  for (const stamped of Object.values(fields)) {
    const { value } = stamped
    if (typeof value === 'string') stamped.value = value.slice(0, VALUE_CHARACTERS)
    else if (sizeOf(value) > VALUE_CHARACTERS) stamped.value = null
  }
  const isDone = (name: string) => fields[name]?.delivered === true
  const ordered = pagesLast(fields, (stamped) => rankOf(stamped) === 'page')
  boundNames(ordered, limit, isDone, lose, fields)
}

/** What a server said stays longer than what a page has filled the row with. */
function pagesLast<Value>(
  values: { [name: string]: Value },
  isPages: (value: Value) => boolean,
): { [name: string]: Value } {
  const rank = (value: Value) => Number(isPages(value))
  return Object.fromEntries(Object.entries(values).sort(([, a], [, b]) => rank(a) - rank(b)))
}

/** First goes what is in the CRM, the oldest of it; then the newest of what waits. */
function boundNames(
  values: { [name: string]: unknown },
  limit: number,
  isDone: (name: string) => boolean,
  lose: (field: string) => void,
  from = values,
): void {
  const sizes = new Map(
    Object.entries(values).map(([name, value]) => [name, sizeOf({ [name]: value })]),
  )
  let total = [...sizes.values()].reduce((sum, size) => sum + size, 0)
  if (total <= limit) return
  const names = [...sizes.keys()]
  const done = names.filter(isDone)
  const waiting = names.filter((name) => !isDone(name)).reverse()
  for (const name of [...done, ...waiting]) {
    if (total <= limit) return
    total -= sizes.get(name) ?? 0
    if (!isDone(name)) lose(name.slice(0, DETAIL_CHARACTERS))
    delete from[name]
  }
}

/** Keeps the first ones that fit; those that a server vouches for go before. */
function boundList<Item>(items: readonly Item[], limit: number, lose?: () => void): Item[] {
  let total = 0
  const isVouched = (item: Item) => isObject(item) && item['vouched'] === true
  const ordered = [...items].sort((a, b) => Number(isVouched(b)) - Number(isVouched(a)))
  const kept = new Set(
    ordered.filter((item) => {
      total += sizeOf(item)
      if (total > limit) lose?.()
      return total <= limit
    }),
  )
  return items.filter((item) => kept.has(item))
}

/** A visit that is told shortly is better than none: details are cut before pages and events are. */
function boundVisits(visits: Person['visits']): Person['visits'] {
  const limit = Math.floor(BYTES.visits / Math.max(1, visits.length))
  return visits.map((visit) => {
    const events = visit.events.map((event) => ({
      ...event,
      properties: Object.fromEntries(
        Object.entries(cutTexts(event.properties, DETAIL_CHARACTERS)).slice(0, DETAILS),
      ),
    }))
    const cut = cutTexts({ ...visit, id: visit.id, events }, ADDRESS_CHARACTERS)
    const kept = {
      ...cut,
      id: visit.id,
      pages: boundList(cut.pages, limit / 2),
      events: boundList(cut.events, limit / 2),
    }
    const lost = visit.pages.length - kept.pages.length + visit.events.length - kept.events.length
    return lost > 0 ? { ...kept, more: (visit.more ?? 0) + lost } : kept
  })
}

const DETAILS = 5

/** The oldest days go first; what is sent again after that counts twice. */
function boundLedger({ seen }: Pick<Person, 'seen'>): void {
  const days = Object.keys(seen).sort((a, b) => Number(a) - Number(b))
  let total = days.reduce((sum, day) => sum + (seen[day]?.length ?? 0), 0)
  for (const day of days) {
    const excess = total - BYTES.seen
    if (excess <= 0) return
    const marks = seen[day] ?? ''
    const cut = Math.min(marks.length, Math.ceil(excess / MARK_CHARACTERS) * MARK_CHARACTERS)
    total -= cut
    seen[day] = marks.slice(cut)
    if (seen[day] === '') delete seen[day]
  }
}

/** A multiple of every length that the ledger's fingerprints have had. */
const MARK_CHARACTERS = 9
