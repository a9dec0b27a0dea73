import { arrival } from './story/arrival.ts'
import { eventLines, MAX_EVENTS } from './story/eventLines.ts'
import { MAX_PAGES, pageLines } from './story/pageLines.ts'
import { plain } from './story/plain.ts'
import { stay } from './story/stay.ts'
import type { Visit } from './visit.ts'

/** Freshsales refuses a longer title. */
const MAX_TITLE_CHARACTERS = 120

/** Enough to tell the visits of one person apart. */
const REFERENCE_CHARACTERS = 12

/** A visit as a sales rep reads it. */
export interface Description {
  title: string
  /** Lines, with what visitors can choose made harmless for the CRM's notes, which are shown as HTML. */
  text: string
}

/** What a person did on the site: a line for when, one for where from, one for each page and event. */
export function describeVisit(visit: Visit): Description {
  const views = visit.pages.reduce((sum, page) => sum + page.views, 0)
  const counts = [count(views, 'page view'), count(visit.events.length, 'event')].filter(
    (text) => text !== '',
  )
  const lines = [
    stay(visit),
    ...arrival(visit),
    ...pageLines(visit.pages),
    ...eventLines(visit),
    ...leftOut(visit),
    visitReference(visit.id),
  ]
  return {
    title: `Website visit: ${counts.join(', ') || 'no page'}`.slice(0, MAX_TITLE_CHARACTERS),
    text: lines.join('\n'),
  }
}

/** The last line of an entry: whoever finds it in the CRM knows that this visit is there already. */
export function visitReference(id: string): string {
  return `Visit ${plain(id.slice(-REFERENCE_CHARACTERS), 64)}`
}

/** Pages and events beyond those listed, in one line. */
function leftOut({ pages, events, more = 0 }: Visit): string[] {
  const left =
    Math.max(0, pages.length - MAX_PAGES) + Math.max(0, events.length - MAX_EVENTS) + more
  return left === 0 ? [] : [`… and ${left} more`]
}

function count(number: number, what: string): string {
  return number === 0 ? '' : `${number} ${what}${number === 1 ? '' : 's'}`
}
