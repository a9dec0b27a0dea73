import { describe, expect, it } from 'vitest'
import type { Person } from '../../src/edge/outbox/parts/parts.ts'
import { createPerson } from '../../src/edge/outbox/person/person.ts'
import { createAccount } from '../../src/edge/outbox/person/personCore.ts'
import { PRIORITY } from '../../src/edge/outbox/person/priority.ts'
import { schedule } from '../../src/edge/outbox/person/schedule.ts'

const now = Date.UTC(2026, 0, 10, 9)
const DAY = 86_400_000

const somebody = (rest: Partial<Person> = {}): Person => ({
  ...createPerson(now),
  email: 'ann@acme.example',
  ...rest,
})
const known = (rest: Partial<Person> = {}) => somebody({ contactId: 7, ...rest })

const city = { fields: { city: { value: 'Pune', at: now } } }
const demo = { key: 'k', fields: { title: 'Demo' }, at: now }
const visit = { id: 'v', startedAt: now, lastSeenAt: now, events: [] }
const page = { url: '/', views: 1, at: now }

describe('the schedule of a person', () => {
  it.each([
    ['new, whatever waits', somebody({ tags: { vip: false } }), PRIORITY.newContact],
    ['known with a field', known(city), PRIORITY.identity],
    ['known with an address that moved', known({ emailMoved: true }), PRIORITY.identity],
    ['known with a field and a tag', known({ ...city, tags: { vip: false } }), PRIORITY.identity],
    ['known with a tag', known({ tags: { vip: false } }), PRIORITY.mapped],
    ['known with a company', known({ accounts: { Acme: false } }), PRIORITY.mapped],
    ['known with an activity', known({ activities: [demo] }), PRIORITY.mapped],
    [
      'known with a page view to track',
      known({ tracked: [{ object: 'page' }] }),
      PRIORITY.timeline,
    ],
  ])('is at once for one who is %s', (_, person, priority) => {
    expect(schedule(person, now)).toEqual({ priority, dueAt: now, waitingSince: now })
  })

  it('lets a visit gather for a moment, and waits for its end once it has an entry', () => {
    const begun = known({ visits: [{ ...visit, pages: [page] }] })
    expect(schedule(begun, now)).toEqual({ priority: PRIORITY.timeline, dueAt: now + 1_500 })
    const entered = known({
      visits: [{ ...visit, pages: [{ ...page, views: 2 }], entry: { id: 1, told: 1 } }],
    })
    expect(schedule(entered, now).dueAt).toBe(now + 30 * 60_000)
  })

  it.each([
    ['is not known by an address', somebody({ email: undefined as never, ...city })],
    ['was refused', somebody({ refused: true, ...city })],
    ['has nothing waiting', known()],
  ])('is only to be forgotten for one who %s', (_, person) => {
    expect(schedule(person, now).priority).toBe(PRIORITY.housekeeping)
  })

  it('keeps one who is held back among those who wait', () => {
    const held = somebody({ held: true, ...city })
    expect(schedule(held, now)).toMatchObject({
      priority: PRIORITY.housekeeping,
      waitingSince: now,
    })
  })

  it('lets an activity for a named record go, whoever the person is', () => {
    const activities = [{ ...demo, target: { type: 'Deal' as const, id: 5 } }]
    for (const person of [createPerson(now), somebody({ held: true }), somebody({ refused: true })])
      expect(schedule({ ...person, activities }, now).priority).toBe(PRIORITY.mapped)
  })

  it('goes by the first time that something waited, and not before the next attempt', () => {
    const since = known({ ...city, waitingSince: now - 500 })
    expect(schedule(since, now)).toMatchObject({ dueAt: now - 500, waitingSince: now - 500 })
    expect(schedule({ ...since, retryAt: now + 60 }, now).dueAt).toBe(now + 60)
  })

  it('forgets someone anonymous after a month, and someone known after 400 days', () => {
    const anonymous = schedule(createPerson(now), now).dueAt
    expect(Math.round((anonymous - now) / DAY)).toBe(31)
    expect(Math.round((schedule(known(), now).dueAt - now) / DAY)).toBe(401)
  })

  it('changes nothing', () => {
    const person = Object.freeze(known({ ...city, waitingSince: now - 5 }))
    const before = JSON.stringify(person)
    schedule(person, now)
    expect(JSON.stringify(person)).toBe(before)
  })
})

describe('the schedule of a company', () => {
  it('is at once until it is in the CRM, unless it was refused', () => {
    const acme = createAccount('Acme', now)
    expect(schedule(acme, now)).toMatchObject({ priority: PRIORITY.mapped, dueAt: now })
    expect(schedule({ ...acme, id: 5 }, now).priority).toBe(PRIORITY.housekeeping)
    expect(schedule({ ...acme, refused: true }, now).priority).toBe(PRIORITY.housekeeping)
  })
})
