import type { PageViewChange, TrackedChange } from '../../../freshsales/change.ts'
import type { Visit } from '../../../freshsales/timeline/visit.ts'
import type { Touch } from '../../../protocol/event.ts'
import { DAY_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { countTold, joinTold } from './told.ts'

/** Quiet for this long ends a visit; the definition web analytics has used since Urchin. */
export const VISIT_IDLE_MS = 30 * MINUTE_MS

/** A sleeping laptop or a phone underground sends a visit's last events later than this only rarely. */
const LATE_MS = DAY_MS

/** A returning visitor who never said who they are: older visits are told together. */
const KEPT_VISITS = 5
const LISTED_PAGES = 50
const LISTED_EVENTS = 50

export interface VisitState extends Visit {
  /** The entry in Freshsales and how many items, page views and events, it reports. */
  entry?: { id: number; told: number; is?: EntryKind }
}

/** What an entry is, whatever `TIMELINE` says by now; what version 0.1.0 wrote does not tell. */
export type EntryKind = 'note' | 'activity'

export interface Sighting {
  at: number
  /** Makes the visit's id: the same events make the same visit, also after a crash. */
  messageId: string
  campaign?: Touch
  /** What the browser says of page views that it did not keep; anybody can say it. */
  earlier?: unknown
  change: PageViewChange | TrackedChange
}

/** Adds a page view or an event to the visit it belongs to by its own time, also when it comes late. */
export function visitSeen(visits: VisitState[], sighting: Sighting): VisitState {
  const { at, change } = sighting
  const visit = findVisit(visits, at) ?? openVisit(visits, sighting)
  if (at < visit.startedAt) visit.startedAt = at
  if (at > visit.lastSeenAt) visit.lastSeenAt = at
  if (sighting.campaign && !visit.campaign) visit.campaign = sighting.campaign
  const earlier = toCount(sighting.earlier)
  if (earlier > 0) visit.earlier = (visit.earlier ?? 0) + earlier
  if (change.object === 'page') addPage(visit, change, at)
  else if (visit.events.length < LISTED_EVENTS)
    insertByTime(visit.events, { name: change.name, at, properties: change.properties })
  else visit.more = (visit.more ?? 0) + 1
  return visit
}

const MAX_EARLIER = 9_999

function toCount(said: unknown): number {
  const isCount = typeof said === 'number' && Number.isInteger(said) && said > 0
  return isCount ? Math.min(said, MAX_EARLIER) : 0
}

/** A server's events alone are no visit to the site. */
export function isCounted(visit: VisitState | undefined): boolean {
  return visit !== undefined && visit.pages.length > 0
}

/** How much there is to tell: grows with every page view and event. */
export function itemsOf(visit: VisitState): number {
  let items = visit.events.length + (visit.more ?? 0)
  for (const page of visit.pages) items += page.views
  return items + countTold(visit)
}

/** All there is to tell is in its entry. */
function isTold(visit: VisitState): boolean {
  return visit.entry !== undefined && itemsOf(visit) <= visit.entry.told
}

/** Nothing of it is left to do, and none of its events will still come. */
export function isDone(visit: VisitState, now: number): boolean {
  return isTold(visit) && now - visit.lastSeenAt >= LATE_MS
}

/** Brings the visits of one person seen under two identities together; what has an entry, or may have one, stays apart. */
export function mergeVisits(
  into: VisitState[],
  from: VisitState[],
  isInDoubt: (visit: VisitState) => boolean = () => false,
): void {
  for (const theirs of from) {
    const ours = findVisit(into, theirs.startedAt)
    if (ours && !theirs.entry && !isInDoubt(theirs)) join(ours, theirs)
    else into.push(theirs)
  }
  into.sort((a, b) => a.startedAt - b.startedAt)
  keepFew(into)
}

export function findVisit(visits: VisitState[], at: number): VisitState | undefined {
  return visits.find(
    (visit) => at >= visit.startedAt - VISIT_IDLE_MS && at < visit.lastSeenAt + VISIT_IDLE_MS,
  )
}

function openVisit(visits: VisitState[], { at, messageId }: Sighting): VisitState {
  const visit: VisitState = { id: messageId, startedAt: at, lastSeenAt: at, pages: [], events: [] }
  visits.push(visit)
  visits.sort((a, b) => a.startedAt - b.startedAt)
  keepFew(visits)
  return visits.includes(visit) ? visit : (visits[0] ?? visit)
}

function addPage(visit: VisitState, change: PageViewChange, at: number): void {
  const url = change.url ?? change.name ?? ''
  const title = change.title ?? change.name
  const known = visit.pages.find((page) => page.url === url)
  if (known) {
    known.views++
    if (title) known.title = title
  } else if (visit.pages.length < LISTED_PAGES) {
    insertByTime(visit.pages, { url, ...(title && { title }), views: 1, at })
  } else visit.more = (visit.more ?? 0) + 1
  const { referrer } = change
  if (referrer && !isSameSite(referrer, url) && (!visit.referrer || at === visit.startedAt))
    visit.referrer = referrer
}

/** Whoever goes from page to page, or stays away for an hour, still comes from where they came first. */
function isSameSite(referrer: string, url: string): boolean {
  const host = hostOf(url)
  return host !== undefined && host === hostOf(referrer)
}

function hostOf(address: string): string | undefined {
  return /^https?:\/\/(?:www\.)?([^/?#]+)/i.exec(address)?.[1]?.toLowerCase()
}

function insertByTime<Item extends { at: number }>(items: Item[], item: Item): void {
  let index = items.length
  while (index > 0 && (items[index - 1]?.at ?? 0) > item.at) index--
  items.splice(index, 0, item)
}

/** Those that are told go first; then the two oldest become one entry, so that an introduction costs few calls. */
function keepFew(visits: VisitState[]): void {
  while (visits.length > KEPT_VISITS) {
    const told = visits.findIndex(isTold)
    const [oldest, next] = visits
    if (!oldest || !next) return
    if (told < 0) {
      oldest.joined = (oldest.joined ?? 1) + (next.joined ?? 1)
      join(oldest, next)
    }
    visits.splice(told < 0 ? 1 : told, 1)
  }
}

function join(visit: VisitState, other: VisitState): void {
  visit.startedAt = Math.min(visit.startedAt, other.startedAt)
  visit.lastSeenAt = Math.max(visit.lastSeenAt, other.lastSeenAt)
  if (!visit.campaign && other.campaign) visit.campaign = other.campaign
  if (!visit.referrer && other.referrer) visit.referrer = other.referrer
  joinTold(visit, other)
  if (other.joined) visit.joined = Math.max(visit.joined ?? 1, other.joined)
  if (other.earlier) visit.earlier = (visit.earlier ?? 0) + other.earlier
  let more = (visit.more ?? 0) + (other.more ?? 0)
  for (const page of other.pages) {
    const known = visit.pages.find(({ url }) => url === page.url)
    if (known) known.views += page.views
    else if (visit.pages.length < LISTED_PAGES) insertByTime(visit.pages, page)
    else more += page.views
  }
  for (const event of other.events) {
    if (visit.events.length < LISTED_EVENTS) insertByTime(visit.events, event)
    else more++
  }
  if (more) visit.more = more
}
