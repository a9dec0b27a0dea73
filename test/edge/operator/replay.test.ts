import { runInDurableObject } from 'cloudflare:test'
import { beforeEach, describe, expect, it } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import {
  calls,
  configure,
  control,
  drain,
  outbox,
  pass,
  person,
  records,
  recover,
  rows,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'
import { makeLetters, operator, refusal } from './console.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.dealsWithoutAccount))

const HOUR = 3_600_000
const COUNT = isFull ? 1_000 : 200

const letters = () => rows('SELECT id FROM dead_letter')

interface Effects {
  notes: { description: string }[]
  sales_activities: object[]
  deals: { name: string; amount: unknown }[]
}

const effects = () => control<Effects>('/simulator/records')

describe('a dead letter', () => {
  it('is shown with its reason, and all of one reason together', async () => {
    await makeLetters()
    const { total, groups, letters } = await operator.deadLetters()
    expect(total).toEqual({ count: 3, isMore: false })
    expect(groups.map(({ reason, count }) => [reason, count])).toEqual([
      ['No such luck', 2],
      ['Not today', 1],
    ])
    expect(letters[0]).toMatchObject({ who: expect.stringContaining('@acme.example'), status: 400 })
    const like = await operator.deadLetters(`?like=${groups[1]?.newest}`)
    expect(like.letters.map(({ who }) => who)).toEqual(['person2@acme.example'])
  })

  it('is delivered when it is replayed after the cause is mended', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1, { city: 'Rome' }))
    await drain()
    expect((await records()).contacts).toEqual([])
    await recover()
    const [letter] = (await operator.deadLetters()).letters
    expect(await operator.replay({ id: letter?.id })).toEqual({
      replayed: 1,
      gone: 0,
      isMore: false,
    })
    await drain()
    expect((await records()).contacts).toMatchObject([{ first_name: 'P1', city: 'Rome' }])
    expect(await letters()).toEqual([])
  })

  it('is one again, with a new reason, when Freshsales still refuses it', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1))
    await drain()
    await setFaults({ rules: [refusal('Still not', { path: 'contacts/upsert' })] })
    await operator.replay({ all: true })
    await drain()
    const { groups } = await operator.deadLetters()
    expect(groups).toMatchObject([{ reason: 'Still not', count: 1 }])
  })

  it('does not write an old value over a newer one', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1, { city: 'Rome', jobTitle: 'CTO' }))
    await drain()
    await recover()
    await send(person(1, { city: 'Turin' }))
    await drain()
    const before = await calls()
    await operator.replay({ all: true })
    await drain()
    const { calls: made } = await control<{ calls: { body: unknown }[] }>('/simulator/calls')
    const replayed = JSON.stringify(made.slice(before.length).map(({ body }) => body))
    expect(replayed).toContain('CTO')
    expect(replayed).not.toMatch(/Rome|Turin/)
    expect((await records()).contacts).toMatchObject([{ city: 'Turin', job_title: 'CTO' }])
  })

  it('leaves the others of another reason where they are', async () => {
    await makeLetters()
    await recover()
    const [group] = (await operator.deadLetters()).groups
    expect(await operator.replay({ like: group?.newest })).toMatchObject({ replayed: 2 })
    await drain()
    expect((await records()).contacts.map(({ email }) => email).sort()).toEqual([
      'person11@acme.example',
      'person1@acme.example',
    ])
    expect((await operator.deadLetters()).groups).toMatchObject([{ reason: 'Not today' }])
  })

  it('that belongs to nobody any more stays, and is told', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1))
    await drain()
    await runOnRows('DELETE FROM subject; DELETE FROM identity')
    expect(await operator.replay({ all: true })).toEqual({ replayed: 0, gone: 1, isMore: false })
    expect(await letters()).toHaveLength(1)
  })

  it('never goes to somebody else who was given the same number', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1, { city: 'Rome' }))
    await drain()
    await runOnRows('DELETE FROM subject; DELETE FROM identity')
    await recover()
    await send(person(2, { city: 'Rome' }))
    await drain()
    const before = (await calls()).length
    expect(await operator.replay({ all: true })).toMatchObject({ replayed: 0, gone: 1 })
    await drain()
    expect(await calls()).toHaveLength(before)
  })
})

describe('what a replay puts back', () => {
  const activity = {
    type: 'track',
    userId: 'u-1',
    event: 'sales_activity',
    properties: {
      salesActivityName: 'Demo requested',
      title: 'Call',
      startDate: '2040-01-12T09:00:00Z',
      endDate: '2040-01-12T09:30:00Z',
    },
    context: { traits: { email: 'person1@acme.example' }, externalId: { type: 'Contact' } },
  }
  const page = {
    type: 'page',
    userId: 'u-1',
    properties: { url: 'https://www.acme.example/pricing', title: 'Pricing' },
  }

  const cases = {
    'a note of a visit': { path: '/notes', events: [page], count: (e: Effects) => e.notes.length },
    'a sales activity': {
      path: '/sales_activities',
      events: [activity],
      count: (e: Effects) => e.sales_activities.length,
    },
    'a deal': {
      path: '/deals',
      events: [person(1, { deal: { name: 'Pro plan', amount: 10 } })],
      count: (e: Effects) => e.deals.length,
    },
  }
  for (const [what, { path, events, count }] of Object.entries(cases))
    it(`is ${what}, once, however often it is replayed`, async () => {
      await setFaults({ rules: [refusal('No such luck', { method: 'POST', path })] })
      await send(person(1), ...events)
      await pass(HOUR)
      expect(count(await effects())).toBe(0)
      expect(await letters()).toHaveLength(1)
      await recover()
      await Promise.all([operator.replay({ all: true }), operator.replay({ all: true })])
      await pass(HOUR)
      await operator.replay({ all: true })
      await pass(HOUR)
      expect(count(await effects())).toBe(1)
      expect(await letters()).toEqual([])
    })

  it('is a company with the links of its people', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: '/sales_accounts/upsert' })] })
    const group = { type: 'group', groupId: 'g-1', traits: { name: 'Acme Inc' } }
    await send(person(1), { ...group, userId: 'u-1' }, person(2), { ...group, userId: 'u-2' })
    await drain()
    expect((await records()).contacts).toHaveLength(2)
    await recover()
    await operator.replay({ all: true })
    await drain()
    const { contacts, sales_accounts } = await control<{
      contacts: { sales_accounts?: { name: string }[] }[]
      sales_accounts: object[]
    }>('/simulator/records')
    expect(sales_accounts).toHaveLength(1)
    expect(JSON.stringify(contacts[0])).toContain('Acme Inc')
    expect(JSON.stringify(contacts[1])).toContain('Acme Inc')
  })

  it('is an event of the tracking API', async () => {
    await configure({ TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'demo-app-token' })
    await setFaults({ rules: [refusal('No such luck', { path: '/track/page_views' })] })
    await send(person(1), page)
    await pass(HOUR)
    expect(await letters()).toHaveLength(1)
    await recover()
    const before = (await calls()).length
    await operator.replay({ all: true })
    await pass(HOUR)
    expect((await calls()).slice(before)).toEqual([expect.stringContaining('/track/page_views')])
  })

  it('is a request that could not be read, once it can be', async () => {
    await operator.pause()
    await send(person(1))
    await runOnRows("UPDATE inbox SET events = '{' || events")
    await drain()
    const [letter] = (await operator.deadLetters()).letters
    expect(letter?.kept).toContain('person1@acme.example')
    await runOnRows(
      "UPDATE dead_letter SET record = json_set(record, '$.inbox.events', substr(record ->> '$.inbox.events', 2))",
    )
    await operator.replay({ id: letter?.id })
    await operator.resume()
    await drain()
    expect((await records()).contacts).toHaveLength(1)
    expect(await letters()).toEqual([])
  })
})

it(`replays ${COUNT} dead letters in one action, each effect once`, {
  timeout: 120_000,
}, async () => {
  await configure({ HOURLY_CALLS: '100000', MINUTE_CALLS: '10000' })
  await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
  for (let from = 0; from < COUNT; from += 100)
    await send(...Array.from({ length: 100 }, (_, i) => person(from + i)))
  await pass(HOUR)
  expect((await operator.deadLetters()).total.count).toBe(COUNT)
  await recover()
  const before = (await calls()).length
  const report = await operator.replay({ all: true })
  expect(report).toEqual({ replayed: COUNT, gone: 0, isMore: false })
  await pass(HOUR)
  expect((await records()).contacts).toHaveLength(COUNT)
  expect((await calls()).length - before).toBe(COUNT)
  expect(await letters()).toEqual([])
})

async function runOnRows(statements: string): Promise<void> {
  await runInDurableObject(outbox(), (_: unknown, state: DurableObjectState) => {
    state.storage.sql.exec(statements)
  })
}
