import type { PageViewChange } from '../../../freshsales/change.ts'
import { type CrmLink, LINK_PARAMETERS } from '../../../protocol/crmLink.ts'
import { DAY_MS, HOUR_MS } from '../../../protocol/time.ts'
import { type FoldSettings, foldHot, isOfLinks, type Seen } from '../hot/foldHot.ts'
import type { Person } from '../parts/parts.ts'
import { joinTold } from '../parts/told.ts'
import { visitSeen } from '../parts/visitSeen.ts'
import { visits } from '../parts/visits.ts'
import { isNew } from '../person/personCore.ts'
import type { Subjects } from '../person/subjects.ts'
import { readState, writeState } from '../store/state.ts'

const HINT =
  'Came by a link in an e-mail from Freshsales. Who opened it is not known: it may have been sent on.'

/** At most one entry a record in this time, and one look whether it is there. */
const QUIET_MS = DAY_MS

/**
 * Somebody whom nobody knows came by a link in an e-mail that Freshsales sent: the contact's timeline tells
 * of it, and a rule of HOT may be met. Nothing else follows: the number is no identity, since anybody can
 * count numbers. So it stands in a row of its own, that no key of a person ever leads to.
 */
export function foldLink(
  sql: SqlStorage,
  link: CrmLink,
  seen: Omit<Seen, 'before' | 'parameters'>,
): void {
  const { changes, event, person: visitor, receivedAt, subjects } = seen
  const view = changes.find((change) => change.object === 'page')
  if (!view || visitor.email !== undefined || !isNew(visitor)) return
  const { timeline, hot } = seen.settings
  if (!isTold(timeline) && !hot.some(isOfLinks)) return
  const key = `l:${link.type}:${link.id}`
  const known = subjects.person(key)
  if (known && (isNew(known) || receivedAt - (known.byLink?.at ?? 0) < QUIET_MS)) return
  if (!mayFollow(sql, event.admission?.group, receivedAt)) return
  const person = known ?? meet(key, link, { subjects, now: receivedAt })
  person.byLink = { at: receivedAt }
  person.lastSeenAt = receivedAt
  person.source ??= seen.source
  tellOf(person, view, seen)
  subjects.touch(person)
  const before = { person, seenAt: 0, isByBrowser: true }
  const parameters = new Set([LINK_PARAMETERS[link.type]])
  foldHot(sql, { ...seen, person, before, parameters })
}

function meet(
  key: string,
  { type, id }: CrmLink,
  { subjects, now }: { subjects: Subjects; now: number },
): Person {
  const person = subjects.createPerson(now)
  if (type === 'Contact') person.contactId = id
  else person.leadId = id
  person.existed = true
  subjects.point(key, person)
  return person
}

const isTold = (timeline: FoldSettings['timeline']) =>
  timeline === 'note' || timeline === 'activity'

function tellOf(
  person: Person,
  change: PageViewChange,
  { event, receivedAt, settings: { timeline } }: Omit<Seen, 'before'>,
): void {
  visits.dropOld(person, receivedAt)
  if (!isTold(timeline)) return
  const { messageId } = event
  const visit = visitSeen(person.visits, { at: receivedAt, messageId, change, campaign: E_MAIL })
  joinTold(visit, { hints: [HINT] })
}

/** As the entry says it; of no field is it the source. */
const E_MAIL = { source: 'Freshsales', medium: 'e-mail' }

/** Links that were followed in the present hour, in all and by group of addresses. */
interface Followed {
  hour: number
  count: number
  groups: { [group: string]: number }
}

/** Anybody can count numbers: that makes no more entries than a newsletter does. */
const MOST_AN_HOUR = 60

/** An office behind one address opens fewer e-mails than that. */
const MOST_A_GROUP = 5

/** Whether one more link may be followed now; counts it where it may. In the caller's transaction. */
function mayFollow(sql: SqlStorage, group: number | undefined, now: number): boolean {
  const hour = Math.floor(now / HOUR_MS)
  const known = readState<Followed>(sql, 'links', { hour, count: 0, groups: {} })
  const { count, groups }: Omit<Followed, 'hour'> =
    known.hour === hour ? known : { count: 0, groups: {} }
  const ofGroup = group === undefined ? 0 : (groups[group] ?? 0)
  if (count >= MOST_AN_HOUR || ofGroup >= MOST_A_GROUP) return false
  writeState(sql, 'links', {
    hour,
    count: count + 1,
    groups: group === undefined ? groups : { ...groups, [group]: ofGroup + 1 },
  })
  return true
}
