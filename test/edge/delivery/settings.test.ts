import { beforeEach, describe, expect, it } from 'vitest'
import {
  calls,
  configure,
  control,
  drain,
  pass,
  person,
  records,
  send,
  setAccount,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.leadsWithoutCompany))

const HOUR = 3_600_000

const page = (path: string) => ({
  type: 'page',
  userId: 'u-1',
  properties: { url: `https://www.acme.example${path}`, title: path },
})

interface Everything {
  notes: object[]
  sales_activities: { title: string; notes: string }[]
  visitors: object[]
  events: { name: string }[]
  page_views: { url: string }[]
}

describe('TIMELINE', () => {
  it('writes a visit as one sales activity of the named type', async () => {
    await configure({ TIMELINE: 'activity', ACTIVITY_TYPE: 'Website' })
    await send(person(1), page('/'), page('/pricing'))
    await pass(HOUR)
    const { sales_activities: activities, notes } = await control<Everything>('/simulator/records')
    expect(notes).toEqual([])
    expect(activities).toHaveLength(1)
    expect(activities[0]?.notes).toContain('/pricing')
  })

  it('writes a note when the account has no activity type of that name', async () => {
    await configure({ TIMELINE: 'activity', ACTIVITY_TYPE: 'No such type' })
    await send(person(1), page('/pricing'))
    await pass(HOUR)
    const { sales_activities: activities, notes } = await control<Everything>('/simulator/records')
    expect([activities.length, notes.length]).toEqual([0, 1])
  })

  it('sends each page view and event on its own to the tracking API', async () => {
    await configure({ TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'demo-app-token' })
    await send(person(1), page('/'), page('/pricing'), {
      type: 'track',
      userId: 'u-1',
      event: 'Demo Requested',
    })
    await pass(HOUR)
    const {
      visitors,
      events,
      page_views: views,
      notes,
    } = await control<Everything>('/simulator/records')
    expect([visitors.length, views.length, events.length, notes.length]).toEqual([1, 2, 1, 0])
  })

  it('writes nothing when it is off', async () => {
    await configure({ TIMELINE: 'off' })
    await send(person(1), page('/'))
    await pass(HOUR)
    expect(await calls()).toEqual(['POST /contacts/upsert'])
  })
})

describe('DEFAULTS', () => {
  const defaults = { DEFAULTS: '{"leadSource":"Web","owner":"ann@acme.example"}' }

  it('are given to a contact that is new', async () => {
    await configure({ DEFAULTS: '{"leadSource":"Web"}' })
    await send(person(1))
    await drain()
    expect((await records()).contacts[0]).toMatchObject({ source: 'Web' })
  })

  it('leave a contact that was there alone, and what the site says goes first', async () => {
    await configure(defaults)
    await control('/simulator/seed', {
      method: 'POST',
      body: JSON.stringify({ contacts: [{ emails: 'person1@acme.example', first_name: 'Known' }] }),
    })
    await send(person(1))
    await drain()
    expect((await records()).contacts[0]).not.toMatchObject({ source: 'Web' })
  })

  it('fill in what an admin made compulsory', async () => {
    await configure({ DEFAULTS: '{"leadSource":"Web"}' })
    await setAccount({ required: { contact: ['lead_source_id'] } })
    await send(person(1))
    await drain()
    expect((await records()).contacts[0]).toMatchObject({ source: 'Web' })
  })
})

describe('CLICK_FIELDS', () => {
  it('keeps the click that brought someone in the field it names', async () => {
    await configure({ CLICK_FIELDS: '{"gclid":"cf_gclid"}' })
    const touch = { source: 'google', click: { gclid: 'abc-123' } }
    await send({ ...person(1), context: { attribution: { first: touch, last: touch } } })
    await drain()
    expect((await records()).contacts[0]?.custom_field).toMatchObject({ cf_gclid: 'abc-123' })
  })
})

describe('DRY_RUN', () => {
  it('plans and logs the calls and sends none', async () => {
    await configure({ DRY_RUN: '1' })
    await send(person(1))
    await pass(HOUR)
    expect(await calls()).toEqual([])
    await configure({ DRY_RUN: '0' })
    await pass(2 * HOUR)
  })
})

describe('a classic account', () => {
  const classic = { FRESHSALES_DOMAIN: 'acme.freshsales.io' }

  it('makes leads with their company and deal inside', async () => {
    await configure(classic)
    await send(person(1, { company: { name: 'Acme' }, deal: { name: 'Pro', amount: 10 } }))
    await pass(HOUR)
    const { leads, contacts } = await records()
    expect(contacts).toEqual([])
    expect(leads).toMatchObject([
      { email: 'person1@acme.example', company: { name: 'Acme' }, deal: { name: 'Pro' } },
    ])
  })

  it('updates the lead that is there', async () => {
    await configure(classic)
    await send(person(1))
    await drain()
    await send(person(1, { jobTitle: 'CTO' }))
    await drain()
    expect((await records()).leads).toMatchObject([{ job_title: 'CTO', first_name: 'P1' }])
  })

  for (const flag of [true, 'true'])
    it(`makes a contact when fsContact is ${JSON.stringify(flag)}`, async () => {
      await configure(classic)
      await send(person(1, { fsContact: flag }))
      await drain()
      const { leads, contacts } = await records()
      expect([leads.length, contacts.length]).toEqual([0, 1])
    })
})
