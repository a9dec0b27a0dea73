import { describe, expect, it, vi } from 'vitest'
import {
  badKey,
  type Fate,
  forbidden,
  lost,
  only,
  openEngine,
  person,
  refused,
  throttled,
} from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const UPSERT = 'POST /contacts/upsert'

describe('a call that came to nothing', () => {
  it.each<[string, Fate, string, number, number]>([
    ['is tried again in five seconds where nobody answers', lost, 'retrying', 5 * SECOND, 1],
    [
      'waits as long as Freshsales asks, and is nobody’s attempt',
      throttled,
      'throttled',
      90 * SECOND,
      0,
    ],
    ['waits five minutes where the key is refused', badKey, 'account', 5 * MINUTE, 0],
    ['is tried again in a minute where the right is missing', forbidden, 'retrying', MINUTE, 0],
  ])('%s', async (_, fate, outcome, waitMs, attempts) => {
    const outbox = openEngine()
    outbox.say(person(1))
    outbox.fate(fate)
    expect((await outbox.rest()) - outbox.now()).toBe(waitMs)
    expect(outbox.calls()).toEqual([UPSERT])
    expect(outbox.deliveries()).toMatchObject([{ outcome, purpose: 'contact', problems: [] }])
    expect(outbox.person('u:u1')?.attempts).toBe(attempts)
    outbox.fate(() => undefined)
    await outbox.pass(waitMs - 1)
    expect(outbox.calls()).toEqual([])
    await outbox.pass(1)
    await outbox.rest()
    expect(outbox.crm.records().contacts).toHaveLength(1)
    expect(outbox.deliveries().at(-1)).toMatchObject({ outcome: 'delivered', status: 201 })
    expect(outbox.person('u:u1')?.attempts).toBe(0)
  })

  it('holds up nobody else, as long as few fail', async () => {
    const outbox = openEngine()
    outbox.fate((call) => (JSON.stringify(call).includes('p1@') ? lost(call) : undefined))
    outbox.say(...[1, 2, 3, 4].map((number) => person(number)))
    await outbox.rest()
    expect(outbox.crm.records().contacts.map(({ email }) => email)).toEqual(
      [2, 3, 4].map((number) => `p${number}@acme.example`),
    )
  })

  it('doubles its wait, and is a dead letter after a week', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    outbox.fate(lost)
    await outbox.pass(5 * SECOND + 10 * SECOND + 20 * SECOND)
    expect(outbox.calls()).toHaveLength(4)
    expect(outbox.letters()).toEqual([])
    await outbox.pass(7 * 24 * HOUR + 2 * HOUR)
    expect(outbox.letters()).toMatchObject([
      { reason: 'Freshsales timed out: POST /contacts/upsert', purpose: { kind: 'contact' } },
    ])
    expect(outbox.deliveries().at(-1)).toMatchObject({ outcome: 'refused' })
    outbox.calls()
    await outbox.pass(24 * HOUR)
    expect(outbox.calls()).toEqual([])
  })

  it('stops all but one call at a time once five in a row had no answer', async () => {
    const outbox = openEngine()
    outbox.say(...Array.from({ length: 20 }, (_, number) => person(number)))
    outbox.fate(lost)
    expect((await outbox.rest()) - outbox.now()).toBe(250)
    expect(outbox.calls()).toHaveLength(5)
    await outbox.pass(250 + 500 + 1_000)
    expect(outbox.calls()).toHaveLength(3)
    outbox.fate(() => undefined)
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts).toHaveLength(20)
  })

  it('does not count as one of a row where Freshsales says no', async () => {
    const outbox = openEngine()
    outbox.say(...Array.from({ length: 12 }, (_, number) => person(number)))
    outbox.fate((call) =>
      /p[49]@/.test(JSON.stringify(call)) ? refused('Cannot be saved')(call) : lost(call),
    )
    await outbox.rest()
    expect(outbox.deliveries()).toHaveLength(12)
  })
})

describe('a record that is refused for good', () => {
  it('is a dead letter with the words of Freshsales, and its person is not tried again', async () => {
    const outbox = openEngine()
    outbox.fate(only(UPSERT, refused('No such luck', 422)))
    outbox.say(person(1, { city: 'Pune' }))
    await outbox.rest()
    expect(outbox.letters()).toMatchObject([
      { reason: 'No such luck', status: 422, who: 'p1@acme.example', purpose: { kind: 'contact' } },
    ])
    expect(outbox.deliveries().at(-1)).toMatchObject({
      outcome: 'refused',
      messages: ['No such luck'],
      status: 422,
    })
    outbox.calls()
    await outbox.pass(24 * HOUR)
    expect(outbox.calls()).toEqual([])
  })

  it('goes out without the field that is named, and says so', async () => {
    const outbox = openEngine()
    outbox.fate((call) =>
      JSON.stringify(call).includes('city') ? refused('City is invalid')(call) : undefined,
    )
    outbox.say(person(1, { city: 'Pune', jobTitle: 'CTO' }))
    await outbox.rest()
    expect(outbox.crm.records().contacts).toMatchObject([{ job_title: 'CTO' }])
    expect(outbox.deliveries()).toMatchObject([
      { outcome: 'repaired', problems: [{ field: 'city', reason: expect.any(String) }] },
    ])
    expect(outbox.calls()).toEqual([UPSERT, UPSERT])
  })

  it('is searched for a bad field that nobody names', async () => {
    const outbox = openEngine()
    outbox.fate((call) =>
      JSON.stringify(call).includes('Pune') ? refused('Something is wrong')(call) : undefined,
    )
    outbox.say(person(1, { city: 'Pune', jobTitle: 'CTO', address: '1 Road', zip: '9' }))
    await outbox.rest()
    const [made] = outbox.crm.records().contacts
    expect(made).toMatchObject({ job_title: 'CTO' })
    expect(made).not.toHaveProperty('city')
    expect(outbox.letters()).toEqual([])
  })

  it('waits for room where repairs could take more calls than the minute has left', async () => {
    const outbox = openEngine({ MINUTE_CALLS: '10' })
    outbox.say(...Array.from({ length: 9 }, (_, number) => person(number)))
    await outbox.rest()
    outbox.say(person(20, { city: 'Pune' }))
    outbox.fate((call) =>
      JSON.stringify(call).includes('city') ? refused('City is invalid')(call) : undefined,
    )
    await outbox.rest()
    expect(outbox.deliveries().at(-1)).toMatchObject({ outcome: 'throttled' })
    await outbox.pass(2 * MINUTE)
    expect(outbox.deliveries().at(-1)).toMatchObject({ outcome: 'repaired' })
    expect(outbox.crm.records().contacts).toHaveLength(10)
  })
})

describe('a right that is missing', () => {
  const sayDeals = (outbox: ReturnType<typeof openEngine>, count: number) =>
    outbox.say(
      ...Array.from({ length: count }, (_, number) =>
        person(number, { deal: { name: `Order ${number}`, amount: 5 } }),
      ),
    )

  it('bars its kind of call once three people were refused, and everything else goes on', async () => {
    const outbox = openEngine({ WRITE_KEYS: '{"key":{"source":"Website","trusted":true}}' })
    outbox.fate(only('POST /deals', forbidden))
    sayDeals(outbox, 6)
    await outbox.rest()
    expect(outbox.crm.records().contacts).toHaveLength(6)
    expect(outbox.calls().filter((call) => call === 'POST /deals')).toHaveLength(3)
    await outbox.pass(5 * MINUTE - 1)
    outbox.calls()
    await outbox.pass(1)
    await outbox.rest()
    expect(outbox.calls()).toEqual(['POST /deals'])
    outbox.fate(() => undefined)
    await outbox.pass(HOUR)
    expect(outbox.crm.records().deals).toHaveLength(6)
    expect(outbox.letters()).toEqual([])
  })

  it('is the fault of the record where others pass: a dead letter at the second time', async () => {
    const outbox = openEngine({ WRITE_KEYS: '{"key":{"source":"Website","trusted":true}}' })
    outbox.fate((call) =>
      JSON.stringify(call).includes('Order 0') ? only('POST /deals', forbidden)(call) : undefined,
    )
    sayDeals(outbox, 3)
    await outbox.pass(HOUR)
    expect(outbox.crm.records().deals).toHaveLength(2)
    expect(outbox.letters()).toMatchObject([{ status: 403, reason: 'Access denied' }])
  })

  it.each([
    ['wrong address: all people wait for it', 'POST /contacts', 0],
    ['one record that is gone: a dead letter', 'POST /sales_activities', 1],
  ])('is not what a 404 means, but a %s', async (_, path, letters) => {
    const outbox = openEngine({ EVENTS: '{"Called":{"activity":"Phone"}}' })
    outbox.fate(only(path, refused('', 404)))
    outbox.say(person(1), { type: 'track', event: 'Called', userId: 'u1' })
    await outbox.pass(10 * MINUTE)
    expect(outbox.letters()).toHaveLength(letters)
    expect(outbox.crm.records().contacts).toHaveLength(letters)
  })
})
