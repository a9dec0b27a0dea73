import { describe, expect, it, vi } from 'vitest'
import {
  pauseDelivery,
  pausedSince,
  resumeDelivery,
  tryNow,
} from '../../src/edge/outbox/engine/pause.ts'
import { replay } from '../../src/edge/outbox/operator/replay.ts'
import { badKey, lost, NOW, only, openEngine, person, refused, throttled } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const email = 'p1@acme.example'
const EVENTS = JSON.stringify({
  Called: { activity: 'Phone' },
  Todo: { task: 'Ring' },
  Ordered: { deal: { name: 'Order {id}', amount: '{revenue}' } },
})
const track = (event: string, properties: object = { id: 7, revenue: 9 }) => ({
  type: 'track',
  event,
  userId: 'u1',
  properties,
})
const page = { type: 'page', userId: 'u1', properties: { url: 'https://acme.example/' } }

type Records = ReturnType<ReturnType<typeof openEngine>['crm']['records']>

describe('a dead letter that is sent once more', () => {
  it.each<[string, string, object, (records: Records) => unknown, unknown, object?]>([
    [
      'a contact',
      'POST /contacts',
      person(1, { city: 'Pune' }),
      ({ contacts }) => contacts[0]?.['city'],
      'Pune',
    ],
    [
      'a change',
      'PUT /contacts',
      person(1, { zip: '9' }),
      ({ contacts }) => contacts[0]?.['zipcode'],
      '9',
    ],
    [
      'a tag',
      'PUT /contacts',
      person(1, { tags: ['a'] }),
      ({ contacts }) => contacts[0]?.['tags'],
      ['a'],
    ],
    [
      'a deal',
      'POST /deals',
      track('Ordered'),
      ({ deals }) => deals.map(({ name }) => name),
      ['Order 7'],
    ],
    [
      'an activity',
      'POST /sales_activities',
      track('Called'),
      ({ sales_activities }) => sales_activities.length,
      1,
    ],
    [
      'a task',
      'POST /tasks',
      track('Todo'),
      ({ tasks }) => tasks.map(({ title }) => title),
      ['Ring'],
    ],
    ['a visit', 'POST /notes', page, ({ notes }) => notes.length, 1],
    [
      'a page view',
      'POST /track/page_views',
      page,
      ({ tracked }) => tracked.filter((each) => each['page_view']).length,
      1,
      { TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'token' },
    ],
    [
      'a company',
      'POST /sales_accounts',
      person(1, { company: { name: 'Acme' } }),
      ({ sales_accounts, contacts }) => [sales_accounts.length, contacts[0]?.['sales_accounts']],
      [1, [{ id: 2, is_primary: true }]],
    ],
    [
      'a lead',
      'POST /leads',
      person(1, { city: 'Pune' }),
      ({ leads }) => leads[0]?.['city'],
      'Pune',
      { FRESHSALES_DOMAIN: 'acme.freshsales.io' },
    ],
  ])('is delivered, once: %s', async (_, path, event, told, expected, settings = {}) => {
    const outbox = openEngine({ EVENTS, ...settings })
    const isFirst = path === 'POST /contacts' || path === 'POST /leads'
    if (!isFirst) outbox.say(person(1))
    await outbox.pass(HOUR)
    outbox.fate(only(path, refused('No such luck', 422)))
    outbox.say(event)
    await outbox.pass(HOUR)
    expect(outbox.letters()).toHaveLength(1)
    expect(told(outbox.crm.records())).not.toEqual(expected)
    outbox.fate(() => undefined)
    await outbox.pass(HOUR)
    expect(told(outbox.crm.records())).not.toEqual(expected)
    const report = replay(outbox.deps.storage, { all: true }, outbox.now())
    expect(report).toEqual({ replayed: 1, gone: 0, isMore: false })
    await outbox.pass(HOUR)
    expect(told(outbox.crm.records())).toEqual(expected)
    expect(outbox.letters()).toEqual([])
    outbox.calls()
    await outbox.pass(24 * HOUR)
    expect(outbox.calls()).toEqual([])
  })

  it('writes no older value over a newer one', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(HOUR)
    outbox.fate(only('PUT /contacts', refused('No such luck', 422)))
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.pass(HOUR)
    outbox.fate(() => undefined)
    outbox.say(person(1, { city: 'Rome' }))
    await outbox.pass(HOUR)
    replay(outbox.deps.storage, { all: true }, outbox.now())
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts).toMatchObject([{ city: 'Rome' }])
  })
})

describe('the operator', () => {
  it('holds back all calls, and nothing is lost', async () => {
    const outbox = openEngine()
    pauseDelivery(outbox.sql, NOW)
    pauseDelivery(outbox.sql, NOW + MINUTE)
    expect(pausedSince(outbox.sql)).toBe(NOW)
    outbox.say(person(1))
    await outbox.pass(HOUR)
    expect(outbox.calls()).toEqual([])
    resumeDelivery(outbox.sql)
    expect(pausedSince(outbox.sql)).toBeUndefined()
    await outbox.rest()
    expect(outbox.crm.records().contacts).toMatchObject([{ email }])
  })

  it.each([
    ['Freshsales asked for patience', throttled],
    ['the key was refused', badKey],
    ['somebody’s call came to nothing', lost],
  ])('ends the wait after %s', async (_, fate) => {
    const outbox = openEngine()
    outbox.fate(fate)
    outbox.say(person(1))
    await outbox.rest()
    outbox.fate(() => undefined)
    outbox.calls()
    await outbox.rest()
    expect(outbox.calls()).toEqual([])
    expect(tryNow(outbox.deps.storage, outbox.now())).toBe(true)
    await outbox.rest()
    expect(outbox.crm.records().contacts).toMatchObject([{ email }])
    expect(tryNow(outbox.deps.storage, outbox.now())).toBe(false)
  })

  it('ends no wait that nobody’s failure has caused', async () => {
    const outbox = openEngine({ MINUTE_CALLS: '1' })
    outbox.say(person(1), person(2))
    const at = await outbox.rest()
    expect(tryNow(outbox.deps.storage, outbox.now())).toBe(false)
    expect(await outbox.rest()).toBe(at)
  })
})
