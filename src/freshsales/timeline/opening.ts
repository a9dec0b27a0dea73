import { clock, day, duration } from './duration.ts'
import { plain } from './plain.ts'
import type { Visit } from './visit.ts'

const PART_CHARACTERS = 60

/** When the person was there, for how long and how often, and where from. */
export function opening(visit: Visit): string[] {
  return [stay(visit), ...often(visit), ...arrival(visit)]
}

/** A server's events alone are no visit to the site. */
function stay(visit: Visit): string {
  const { startedAt, lastSeenAt, pages, joined = 1, timeZone } = visit
  const first = day(startedAt, timeZone)
  if (joined > 1)
    return `Visited the site ${joined} times from ${first} to ${day(lastSeenAt, timeZone)}`
  const what = pages.length > 0 ? 'Visited the site' : 'Was active'
  return `${what} ${whenBegun(visit)}${duration(lastSeenAt - startedAt)}`
}

/** `on 5 May 2026, 12:04 CEST`: unique among the visits of one person, so an entry is found again by it. */
export function whenBegun({ startedAt, timeZone }: Pick<Visit, 'startedAt' | 'timeZone'>): string {
  return `on ${clock(startedAt, timeZone)}`
}

function often({ count = 1, firstAt, timeZone }: Visit): string[] {
  if (count < 2) return []
  const since = firstAt === undefined ? '' : `, came first on ${day(firstAt, timeZone)}`
  return [`${ordinal(count)} visit${since}`]
}

function ordinal(count: number): string {
  const isTeen = Math.floor(count / 10) % 10 === 1
  const ending = isTeen ? 'th' : (['th', 'st', 'nd', 'rd'][count % 10] ?? 'th')
  return `${count}${ending}`
}

/** Where the person came from: the campaign if there was one, else the site that linked here; unknown where no page was seen. */
function arrival({ campaign, referrer, pages }: Visit): string[] {
  if (campaign?.source) {
    const channel = [campaign.source, campaign.medium].filter(
      (part) => part !== undefined && part !== '',
    )
    const details = [
      ...(campaign.name ? [`campaign ${part(campaign.name)}`] : []),
      ...(campaign.term ? [`keyword ${part(campaign.term)}`] : []),
    ]
    const from = `Came from ${channel.map((text) => part(String(text))).join(' / ')}`
    return [[from, ...details].join(', ')]
  }
  const host = referrer && /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(referrer)?.[1]
  if (host) return [`Came from ${part(host)}`]
  return pages.length > 0 ? ['Came directly'] : []
}

function part(text: string): string {
  return plain(text, PART_CHARACTERS)
}
