import { expect, it } from 'vitest'
import {
  isDone,
  itemsOf,
  mergeVisits,
  type VisitState,
  visitSeen,
} from '../../src/edge/outbox/parts/visitSeen.ts'
import { visits } from '../../src/edge/outbox/parts/visits.ts'
import { createPerson } from '../../src/edge/outbox/person/person.ts'

const start = Date.UTC(2026, 0, 10, 9)
const MINUTE = 60_000

function page(visits: VisitState[], url: string, minutes: number) {
  const at = start + minutes * MINUTE
  visitSeen(visits, {
    at,
    messageId: `${url}@${minutes}`,
    change: { object: 'page', url, title: url },
  })
}

it('counts a page looked at twice as one page with two views', () => {
  const visits: VisitState[] = []
  page(visits, '/pricing', 0)
  page(visits, '/', 1)
  page(visits, '/pricing', 2)
  expect(visits).toHaveLength(1)
  expect(visits[0]?.pages.map(({ url, views }) => [url, views])).toEqual([
    ['/pricing', 2],
    ['/', 1],
  ])
  expect(itemsOf(visits[0] as VisitState)).toBe(3)
})

it('begins a new visit after half an hour of quiet', () => {
  const visits: VisitState[] = []
  page(visits, '/', 0)
  page(visits, '/', 29)
  page(visits, '/', 59)
  expect(visits).toHaveLength(2)
})

it('puts a page view that arrives late where it belongs', () => {
  const visits: VisitState[] = []
  page(visits, '/b', 10)
  page(visits, '/c', 90)
  page(visits, '/a', 5)
  expect(visits.map((visit) => visit.pages.map(({ url }) => url))).toEqual([['/a', '/b'], ['/c']])
})

it('tells older visits of someone anonymous together, and loses no view', () => {
  const visits: VisitState[] = []
  for (let day = 0; day < 30; day++) page(visits, '/', day * 24 * 60)
  expect(visits.length).toBeLessThanOrEqual(5)
  expect(visits.reduce((sum, visit) => sum + itemsOf(visit), 0)).toBe(30)
})

it('brings the visits of two identities together', () => {
  const [into, from]: VisitState[][] = [[], []]
  page(into ?? [], '/a', 0)
  page(from ?? [], '/b', 5)
  page(from ?? [], '/c', 600)
  mergeVisits(into ?? [], from ?? [])
  expect(into?.map((visit) => visit.pages.map(({ url }) => url))).toEqual([['/a', '/b'], ['/c']])
})

it('keeps a told visit for a day, because its last events may come late', () => {
  const visits: VisitState[] = []
  page(visits, '/', 0)
  const [visit] = visits as [VisitState]
  const day = start + 24 * 60 * MINUTE
  expect(isDone(visit, day)).toBe(false)
  visit.entry = { id: 1, told: 1 }
  expect([isDone(visit, day - 1), isDone(visit, day)]).toEqual([false, true])
})

it('gives up told visits before it tells others together', () => {
  const visits: VisitState[] = []
  for (let hour = 0; hour < 3; hour++) page(visits, `/${hour}`, hour * 60)
  for (const visit of visits) visit.entry = { id: 1, told: 1 }
  for (let hour = 3; hour < 8; hour++) page(visits, `/${hour}`, hour * 60)
  expect(visits.map((visit) => visit.pages.map(({ url }) => url))).toEqual(
    ['/3', '/4', '/5', '/6', '/7'].map((url) => [url]),
  )
  page(visits, '/8', 8 * 60)
  expect(visits[0]).toMatchObject({ joined: 2, pages: [{ url: '/3' }, { url: '/4' }] })
})

it('comes from where the visitor came first, and not from the site itself', () => {
  const came = (referrers: (string | undefined)[]) => {
    const visits: VisitState[] = []
    for (const [minute, referrer] of referrers.entries())
      visitSeen(visits, {
        at: start + minute * MINUTE,
        messageId: String(minute),
        change: {
          object: 'page',
          url: `https://www.acme.example/${minute}`,
          ...(referrer && { referrer }),
        },
      })
    return visits[0]?.referrer
  }
  expect(came(['https://google.com/', 'https://bing.com/'])).toBe('https://google.com/')
  expect(came(['https://acme.example/x', undefined])).toBe(undefined)
  expect(came([undefined, 'https://google.com/'])).toBe('https://google.com/')
})

it('takes no entry for that of a lost answer which is another visit’s, begun in the same minute', () => {
  const written: VisitState[] = []
  page(written, '/', 0)
  const other = { ...(written[0] as VisitState), id: 'other', entry: { id: 1, told: 1 } }
  const lost = { ...(written[0] as VisitState), id: 'lost' }
  const person = { ...createPerson(start), visits: [other, lost] }
  const purpose = { kind: 'findEntry', visit: 'lost', doubtKey: 'd', reference: '09:00' } as const
  const note = (id: number) => ({ id, description: 'Visit at 09:00' })
  const find = (...notes: object[]) =>
    visits.calls.findEntry.settle(person, purpose, {
      answer: { status: 200, body: { notes } },
    } as never)
  find(note(1))
  expect(lost).not.toHaveProperty('entry')
  find(note(1), note(2))
  expect(lost).toMatchObject({ entry: { id: 2 } })
})
