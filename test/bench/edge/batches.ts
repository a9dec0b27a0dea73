import { CHAPTERS, emailOf } from '../../shop/people.ts'

/** Events of one request: a browser's visit. */
export const BATCH_EVENTS = 20

const PAGES = ['/', '/pricing', '/tour', '/signup']

/** Of twenty events one says something new about the person, four are the site's own, the others page views. */
function eventOf(index: number, { person, number }: { person: number; number: number }): object {
  if (index === 2) {
    const traits = {
      email: emailOf(person),
      firstName: 'Ann',
      lastName: 'Lee',
      city: `City ${number}`,
    }
    return { type: 'identify', traits }
  }
  if (index % 5 === 4)
    return { type: 'track', event: CHAPTERS[index % 3], properties: { index, price: 9.99 } }
  return { type: 'page', properties: { title: `Page ${index % 4}`, path: PAGES[index % 4] } }
}

/** What a page adds to each of its events: with it a batch is as large as those of real sites, about 13 KB. */
const CONTEXT = {
  library: { name: 'freshsales-edge', version: '1.0.0' },
  locale: 'en-GB',
  timezone: 'Europe/Rome',
  userAgent:
    'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/143.0.0.0 Safari/537.36',
  page: {
    path: '/pricing',
    referrer: 'https://www.google.com/',
    search: '?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
    title: 'Pricing: every plan and what is in it',
    url: 'https://www.shop.example/pricing?utm_source=newsletter&utm_medium=email&utm_campaign=spring',
  },
  campaign: { source: 'newsletter', medium: 'email', name: 'spring' },
}

const SECOND_MS = 1_000

/** The n-th request, of one of so many people; no two events share a messageId. */
export function batchOf(number: number, people: number): string {
  const person = number % people
  const startsAt = Date.now() - BATCH_EVENTS * SECOND_MS
  const batch = Array.from({ length: BATCH_EVENTS }, (_, index) => ({
    ...eventOf(index, { person, number }),
    messageId: `${number}-${index}`,
    timestamp: new Date(startsAt + index * SECOND_MS).toISOString(),
    userId: `user-${person}`,
    anonymousId: `browser-${person}`,
    context: CONTEXT,
  }))
  return JSON.stringify({ batch, writeKey: 'server-key', sentAt: new Date().toISOString() })
}
