import type { Json } from '../../protocol/event.ts'
import { askedLines, eventLine, hintLines, saidLines, unverifiedLines } from './eventLine.ts'
import { opening, whenBegun } from './opening.ts'
import { pageLine } from './pageLine.ts'
import type { Visit } from './visit.ts'

/** Freshsales refuses a longer title. */
const MAX_TITLE_CHARACTERS = 120

/** A visit that looks at more pages than this is told in number from here on. */
const MAX_PAGES = 25

/** As many as a visit keeps: what was tracked is not left out. */
const MAX_EVENTS = 50

/** A visit as a sales rep reads it. */
export interface Description {
  title: string
  /** Lines, with what visitors can choose made harmless for the CRM's notes, which are shown as HTML. */
  text: string
}

/** What a person did on the site: when, how often and where from; what they said; pages and events in order of time. */
export function describeVisit(visit: Visit): Description {
  const views = visit.pages.reduce((sum, page) => sum + page.views, 0)
  const counts = [count(views, 'page view'), count(visit.events.length, 'event')].filter(
    (text) => text !== '',
  )
  const lines = [
    ...opening(visit),
    ...saidLines(visit.said ?? {}),
    ...askedLines(visit.asked ?? {}),
    ...unverifiedLines(visit.unverified ?? {}),
    ...hintLines(visit.hints ?? []),
    ...happenings(visit),
    ...leftOut(visit),
  ]
  return {
    title: `Website visit: ${counts.join(', ') || 'no page'}`.slice(0, MAX_TITLE_CHARACTERS),
    text: lines.join('\n'),
  }
}

/** Words of an entry's first line that no other visit of the person has: who finds them in the CRM knows that it is written. */
export function visitReference(visit: Pick<Visit, 'startedAt' | 'timeZone'>): string {
  return whenBegun(visit)
}

function happenings({ pages, events }: Visit): string[] {
  const addresses = new Set<Json>(pages.map(({ url }) => url))
  const lines = [
    ...pages.slice(0, MAX_PAGES).map((page) => ({ at: page.at, line: pageLine(page) })),
    ...events
      .slice(0, MAX_EVENTS)
      .map((event) => ({ at: event.at, line: eventLine(event, addresses) })),
  ]
  // The sort is stable: a page comes before what happened on it at the same moment.
  return lines.sort((a, b) => a.at - b.at).map(({ line }) => line)
}

/** Pages and events beyond those listed, and pages of which only the number is known. */
function leftOut({ pages, events, more = 0, earlier = 0 }: Visit): string[] {
  const left =
    Math.max(0, pages.length - MAX_PAGES) + Math.max(0, events.length - MAX_EVENTS) + more
  const lines = [left && `… and ${left} more`, earlier && `… and ${count(earlier, 'earlier page')}`]
  return lines.filter((line) => line !== 0)
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`
}
