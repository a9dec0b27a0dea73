import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { recordOnce } from '../../../src/edge/outbox/person/ledger.ts'
import type { Visitors } from '../../../src/edge/visitors/visitors.ts'
import { placeOf } from '../../../src/edge/visitors/visitorsClient.ts'
import {
  configure,
  drain,
  emails,
  many,
  outage,
  pass,
  records,
  recover,
  rows,
  send,
  sendFromPage,
  signUp,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

describe('an event of an odd kind costs itself at most', () => {
  it.each([
    { campaign: { source: 5, medium: 'cpc', name: { a: 1 }, term: [7] } },
    { attribution: { first: { source: { a: 1 }, medium: 'cpc' }, last: { source: true } } },
    { attribution: { first: { source: [], medium: {}, term: 7, name: [{}] } } },
  ])('%j', async (context) => {
    const odd = { anonymousId: 'odd', context }
    const answer = await sendFromPage(
      signUp('ann@acme.example'),
      { type: 'page', ...odd },
      { type: 'identify', ...odd, traits: { phone: '+1 555 0100' } },
      signUp('odd@acme.example', {}, odd),
    )
    expect(answer.status).toBe(200)
    await pass(HOUR)
    expect(await emails()).toEqual(['ann@acme.example', 'odd@acme.example'])
    expect(await rows('SELECT * FROM dead_letter')).toEqual([])
  })
})

describe('a trap that a page fills in for somebody else', () => {
  const order = (email: string) => ({
    type: 'track',
    event: 'Order Completed',
    userId: 'u-1',
    context: { traits: { email } },
  })
  const trapped = signUp('ann@acme.example', { honeypot: 'x' })

  it.each([
    ['before', [trapped], []],
    ['while they wait', [], [trapped]],
  ])('holds up nothing that a server says: %s', async (_, before, after) => {
    await configure({ EVENTS: JSON.stringify({ 'Order Completed': { tag: 'buyer' } }) })
    await outage()
    await sendFromPage(...before)
    await drain()
    await send(order('ann@acme.example'))
    await drain()
    await sendFromPage(...after)
    await drain()
    await recover()
    await pass(3 * HOUR)
    expect((await records()).contacts).toMatchObject([
      { email: 'ann@acme.example', tags: ['buyer'] },
    ])
  })
})

describe('the rows of a day', () => {
  it('are not used up by a page that decides about forms by the thousand', async () => {
    const refuse = (from: number) => ({
      type: 'track',
      event: 'Form Refused',
      anonymousId: 'x',
      context: { form: { withdraws: many(100, (index) => from + index) } },
    })
    await sendFromPage(...many(20, (index) => refuse(index * 100)))
    await drain()
    expect(await rows('SELECT COUNT(*) AS n FROM provisional')).toEqual([{ n: 100 }])
  })

  it('count each stranger of a request, and each mark', async () => {
    await configure({ DAILY_ROWS: '100000' })
    const ids = many(20_000, (index) => `v-${index}`).filter((id) => placeOf(id) === 3)
    const some = ids.slice(0, 200)
    await sendFromPage(...some.map((anonymousId) => ({ type: 'page', anonymousId })))
    const visitors = (
      env as unknown as { VISITORS: DurableObjectNamespace<Visitors> }
    ).VISITORS.getByName('visitors:3')
    await runDurableObjectAlarm(visitors)
    const written = await runInDurableObject(visitors, (_, { storage }) =>
      storage.sql.exec('SELECT COUNT(*) AS n FROM visitor').toArray(),
    )
    expect(written).toEqual([{ n: 200 }])
    const [day] = await rows<{ rows: number }>(
      "SELECT value ->> '$.rows' AS rows FROM state WHERE name = 'rows'",
    )
    expect(day?.rows).toBeGreaterThanOrEqual(202)
  })
})

describe('a flood from one address', () => {
  const worker = (exports as unknown as { default: Fetcher }).default
  const sendFrom = (address: string, ...events: object[]) =>
    worker.fetch('https://edge.acme.example/v1/batch', {
      method: 'POST',
      headers: { 'cf-connecting-ip': address },
      body: JSON.stringify({ batch: events, writeKey: 'demo-write-key' }),
    })

  it.each([
    ['before them', 0],
    ['together with them', 1],
  ])('puts off nobody whom it names: %s', async (_, together) => {
    await configure({ HOURLY_CALLS: '40', TIMELINE: 'off' })
    await sendFrom('203.0.113.7', ...many(45, (index) => signUp(`i-${index}@evil.example`)))
    await drain()
    await sendFrom('203.0.113.7', signUp('ann@acme.example'))
    if (!together) await drain()
    await sendFrom('198.51.100.1', signUp('ann@acme.example', { firstName: 'Ann' }))
    await sendFrom('203.0.113.7', signUp('ann@acme.example', { city: 'Oslo' }))
    await pass(MINUTE)
    expect(await emails()).toContain('ann@acme.example')
  })

  it('uses up no new contacts of those whom a server names', async () => {
    await configure({ NEW_CONTACTS_PER_HOUR: '3', TIMELINE: 'off' })
    await sendFromPage({ type: 'page', userId: 'cust-9', context: { traits: {} } })
    await sendFromPage({ type: 'identify', userId: 'cust-9', traits: { city: 'Oslo' } })
    await sendFromPage(...many(5, (index) => signUp(`i-${index}@evil.example`)))
    await drain()
    await send({ type: 'identify', userId: 'cust-9', traits: { email: 'ann@acme.example' } })
    await pass(MINUTE)
    expect(await emails()).toContain('ann@acme.example')
  })
})

it('a throw-away domain is one however it is drawn', async () => {
  await sendFromPage(signUp('bob@ｍailinator.com'), signUp('cid@mail\u{1d5c2}nator.com'))
  await drain()
  const flags = await rows<{ flags: string }>("SELECT state ->> '$.flags' AS flags FROM subject")
  expect(flags).toEqual([{ flags: '["disposable"]' }, { flags: '["disposable"]' }])
})

it('marks what a page sent as no server’s event is marked, whatever id it looks for', () => {
  const ledger = {}
  const message = { messageId: 'm-1', source: 'Website', by: 'page' } as const
  expect(recordOnce(ledger, message, 0)).toBe(true)
  expect(ledger).toEqual({ 0: expect.stringMatching(/^~[0-9a-z]{8}$/) })
  expect(recordOnce(ledger, message, 0)).toBe(false)
  expect(recordOnce(ledger, { ...message, by: 'server' }, 0)).toBe(true)
  expect(ledger).toEqual({ 0: expect.stringMatching(/^~[0-9a-z]{8}[0-9a-z]{18}$/) })
})
