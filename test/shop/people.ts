import type { Chance } from './chance.ts'

/** One event as a page or a server sends it. */
export interface SentEvent {
  messageId: string
  timestamp: string
  type: string
  [field: string]: unknown
}

/** Everything one person does, in the order it happens. */
export const EVENTS_A_PERSON = 20

const PAGES = ['/', '/pricing', '/tour', '/signup']

/** Values a person changes; the last one said is to be in the CRM. */
const CHANGES = 5

/** The names of events that a visit's entry lists. */
export const CHAPTERS = ['Chapter 1 read', 'Chapter 2 read', 'Chapter 3 read']

/** What a person is known by: unique texts, so that each effect can be counted in the CRM. */
export const emailOf = (person: number) => `person${person}@shop.example`
export const callTitleOf = (person: number) => `Call with person ${person}`
export const dealNameOf = (person: number) => `Order of person ${person}`
export const markOf = (person: number, chapter: number) => `mark-${person}-${chapter}`
export const jobOf = (person: number, change: number) => `value ${person}-${change}`
export const LAST_CHANGE = CHANGES

/** Page views of a person: two before they say who they are. */
export const VIEWS_A_PERSON = 9

/** Who makes an order. */
export const hasDeal = (person: number) => person % 2 === 0

/** A visit of twenty events, one a second from `startsAt`; anonymous until the third. */
export function visitOf(person: number, startsAt: number): SentEvent[] {
  const events: object[] = []
  const page = (index: number) => ({
    type: 'page',
    properties: { url: `https://www.shop.example${PAGES[index % PAGES.length]}` },
  })
  events.push(page(0), page(1), introduction(person))
  for (let view = 2; view < VIEWS_A_PERSON; view++) events.push(page(view))
  for (const [index, event] of CHAPTERS.entries())
    events.push({ type: 'track', event, properties: { mark: markOf(person, index) } })
  for (let change = 1; change <= CHANGES; change++)
    events.push({ type: 'identify', traits: { jobTitle: jobOf(person, change) } })
  events.push(call(person, startsAt), order(person))
  return events.map((event, index) => ({
    messageId: `${person}-${index}`,
    timestamp: new Date(startsAt + index * 1_000).toISOString(),
    anonymousId: `browser-${person}`,
    ...(index > 2 && { userId: `user-${person}` }),
    type: 'track',
    ...event,
  }))
}

/** The events of many people as requests of `size` events; each is of its own few people, as visits overlap. */
export function batchesOf(
  visits: readonly SentEvent[][],
  { size, together, chance }: { size: number; together: number; chance: Chance },
): SentEvent[][] {
  const batches: SentEvent[][] = []
  for (let first = 0; first < visits.length; first += together) {
    const events = chance.shuffled(visits.slice(first, first + together).flat())
    for (let at = 0; at < events.length; at += size) batches.push(events.slice(at, at + size))
  }
  return batches
}

const introduction = (person: number) => ({
  type: 'identify',
  userId: `user-${person}`,
  traits: { email: emailOf(person), firstName: 'Person', lastName: String(person) },
})

const call = (person: number, startsAt: number) => ({
  event: 'sales_activity',
  properties: {
    salesActivityName: 'Demo requested',
    title: callTitleOf(person),
    startDate: new Date(startsAt).toISOString(),
    endDate: new Date(startsAt + 60_000).toISOString(),
  },
  context: { externalId: { type: 'Contact' } },
})

const order = (person: number) => {
  const deal = { deal: { name: dealNameOf(person), amount: 10 } }
  return { type: 'identify', traits: { city: 'Rome', ...(hasDeal(person) && deal) } }
}
