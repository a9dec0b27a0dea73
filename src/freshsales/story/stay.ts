import type { Visit } from '../visit.ts'
import { clock, day, duration } from './time.ts'

/** When the person was there, and for how long. A server's events alone are no visit to the site. */
export function stay({ startedAt, lastSeenAt, pages, joined = 1 }: Visit): string {
  if (joined > 1)
    return `Visited the site ${joined} times from ${day(startedAt)} to ${day(lastSeenAt)}`
  const what = pages.length > 0 ? 'Visited the site' : 'Was active'
  return `${what} on ${clock(startedAt)}${duration(lastSeenAt - startedAt)}`
}
