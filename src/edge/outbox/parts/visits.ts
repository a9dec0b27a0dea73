import { readEntries, readEntry } from '../../../freshsales/api/readEntries.ts'
import type { PageViewChange, TrackedChange } from '../../../freshsales/change.ts'
import { touchesOf } from '../../../freshsales/interpret/touch.ts'
import { NEVER } from '../../../protocol/time.ts'
import { clearDoubt } from '../person/markInDoubt.ts'
import { isLinked, letGoLink, type PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import type { StampedRecord } from '../person/stamped.ts'
import type { FoldContext, Part } from './part.ts'
import { type EntryPurpose, entryDueAt, lostAttempt, planEntry } from './planEntry.ts'
import { tellLost } from './tellVisit.ts'
import {
  findVisit,
  isCounted,
  isDone,
  itemsOf,
  mergeVisits,
  type VisitState,
  visitSeen,
} from './visitSeen.ts'

export interface VisitsState {
  visits: VisitState[]
  /** How often the person has been on the site, and when for the first time. */
  visitCount?: number
  firstVisitAt?: number
}

/** A visit's entry in the timeline: a note, or a sales activity, written once and updated when the visit is over. */
export const visits = {
  name: 'visits',
  after: 'rest',
  owns: { visits: true, visitCount: true, firstVisitAt: true },
  removes: { visit: true },
  empty: () => ({ visits: [] }),
  fold: { page: add, event: add },

  dropOld(person, now) {
    person.visits = person.visits.filter((visit) => !isDone(visit, now))
  },

  merge(into, from) {
    countTogether(into, from)
    mergeVisits(into.visits, from.visits, (visit) => lostAttempt(visit, from) !== undefined)
  },

  tellLost: (person, problems, { timeline }) => tellLost(person, problems, timeline),

  due(person) {
    let dueAt = NEVER
    for (const visit of person.visits) dueAt = Math.min(dueAt, entryDueAt(visit, person) ?? NEVER)
    if (!Number.isFinite(dueAt)) return undefined
    const due = { priority: PRIORITY.timeline, dueAt }
    return isLinked(person) ? { ...due, standsAlone: true } : due
  },

  plan: planEntry,

  calls: {
    entry: {
      settle(person, { visit, told }, { answer }) {
        const state = person.visits.find((each) => each.id === visit)
        const made = readEntry(answer) ?? state?.entry
        if (state && made) state.entry = { ...made, told }
        return []
      },

      refuse(person, purpose) {
        return takeOut(person, purpose)
      },

      putBack(person, _purpose, removed) {
        putIn(person, removed)
      },

      /** An entry that was deleted in the CRM is written anew. */
      letGo(person, { visit }, { status, now }) {
        if (letGoLink(person, now)) return true
        const state = person.visits.find((each) => each.id === visit)
        if (!state?.entry || status !== NOT_FOUND) return false
        delete state.entry
        return true
      },

      /** An entry that is there can be gone on its own. */
      needsContact: ({ visits }, { visit }) =>
        visits.some(({ id, entry }) => id === visit && !entry),
    },

    findEntry: {
      settle(person, { visit, doubtKey, reference }, { answer }) {
        clearDoubt(person, doubtKey)
        const state = person.visits.find((each) => each.id === visit)
        // A visit that came back from the dead letters may have begun in the minute of another.
        const others = new Set(person.visits.map(({ entry }) => entry?.id))
        const found = readEntries(answer).find(
          ({ id, text }) => text.includes(reference) && !others.has(id),
        )
        // More may have come in since it was written, so it is written once more when the visit is over.
        if (state && found) state.entry = { id: found.id, is: found.is, told: 0 }
        return []
      },

      /** It may be there, so it is not written once more: it stays in doubt in the dead letters. */
      refuse(person, purpose) {
        return takeOut(person, purpose)
      },

      putBack(person, _purpose, removed) {
        putIn(person, removed)
      },

      needsContact: () => true,
    },
  },

  describe: ({ visits }) => ({
    visit: visits
      .filter((visit) => itemsOf(visit) > (visit.entry?.told ?? 0))
      .map((visit) => `${itemsOf(visit)} page views and events`),
  }),
} satisfies Part<
  VisitsState,
  EntryPurpose,
  { visit: VisitState },
  PersonCore & VisitsState & StampedRecord
>

const NOT_FOUND = 404

/** What an entry that is there does not take goes untold; one that is not is given up. */
function takeOut(person: VisitsState, { visit }: EntryPurpose) {
  const state = person.visits.find((each) => each.id === visit)
  if (!state) return undefined
  const removed = { visit: { ...state } }
  if (state.entry) state.entry = { ...state.entry, told: itemsOf(state) }
  else person.visits = person.visits.filter((each) => each !== state)
  return removed
}

function putIn(person: PersonCore & VisitsState, { visit }: { visit?: VisitState }): void {
  const state = person.visits.find(({ id }) => id === visit?.id)
  if (state?.entry && visit?.entry) state.entry = visit.entry
  else if (visit && !state)
    mergeVisits(person.visits, [visit], () => lostAttempt(visit, person) !== undefined)
}

/** A visit seen under both identities is one. */
function countTogether(into: VisitsState, from: VisitsState): void {
  const same = from.visits.filter(
    (visit) => isCounted(visit) && isCounted(findVisit(into.visits, visit.startedAt)),
  )
  const count = (into.visitCount ?? 0) + (from.visitCount ?? 0) - same.length
  if (count > 0) into.visitCount = count
  const first = Math.min(into.firstVisitAt ?? NEVER, from.firstVisitAt ?? NEVER)
  if (Number.isFinite(first)) into.firstVisitAt = first
}

function add(
  person: VisitsState,
  change: PageViewChange | TrackedChange,
  { event, at, timeline }: FoldContext,
): void {
  if (timeline === 'tracking') return
  const { last } = touchesOf(event)
  const campaign = last?.medium === 'none' ? undefined : last
  const { messageId, context } = event
  const visit = visitSeen(person.visits, {
    at,
    messageId,
    change,
    earlier: context?.['earlierPages'],
    ...(campaign && { campaign }),
  })
  const views = visit.pages.reduce((sum, page) => sum + page.views, 0)
  if (change.object === 'page' && views === 1) person.visitCount = (person.visitCount ?? 0) + 1
  if (change.object === 'page') person.firstVisitAt = Math.min(person.firstVisitAt ?? at, at)
}
