import { runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import { recordOnce } from '../../../src/edge/outbox/person/ledger.ts'
import type { Visitors } from '../../../src/edge/visitors/visitors.ts'
import { placeOf } from '../../../src/edge/visitors/visitorsClient.ts'
import {
  configure,
  control,
  drain,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const signUp = (email: string, traits: object = {}, more: object = {}) => ({
  type: 'identify',
  anonymousId: `browser of ${email}`,
  traits: { email, ...traits },
  ...more,
})
const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))
const emails = async () => (await records()).contacts.map(({ email }) => email)
const outage = () => setFaults({ rules: [{ match: {}, answer: { status: 503 } }] })
const recover = () => setFaults({ rules: [] })

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

describe('a company that was there', () => {
  const acme = { name: 'Acme', website: 'https://acme.example', phone: '+1 555 0100' }
  const forged = { website: 'https://evil.example', phone: '+1 900 0', city: 'Oslo', tags: ['x'] }
  const seed = (sales_accounts: object[]) =>
    control('/simulator/seed', { method: 'POST', body: JSON.stringify({ sales_accounts }) })
  const account = async () => (await records()).sales_accounts[0]

  it.each([
    ['a group', { type: 'group', groupId: 'g', userId: 'z', traits: { ...forged, name: 'Acme' } }],
    ['a person', signUp('eve@evil.example', { company: { ...forged, name: 'Acme' } })],
  ])('gets from a page what it lacks, and nothing else: %s', async (_, event) => {
    await seed([acme])
    await sendFromPage(event)
    await drain()
    expect(await account()).toMatchObject({ ...acme, city: 'Oslo', tags: ['x'] })
    await sendFromPage({ ...event, messageId: 'later' })
    await drain()
    expect(await account()).toMatchObject(acme)
    expect(JSON.stringify(await rows('SELECT record FROM delivery'))).toContain('left as it is')
    await send({ type: 'group', groupId: 'g', userId: 'u', traits: { ...forged, name: 'Acme' } })
    await drain()
    expect(await account()).toMatchObject(forged)
  })

  it('is one made here as well, of which a server spoke', async () => {
    const group = (traits: object) => ({ type: 'group', groupId: 'g', userId: 'z', traits })
    await send(group(acme))
    await drain()
    await sendFromPage(group({ ...forged, name: 'Acme' }))
    await drain()
    expect(await account()).toMatchObject({ ...acme, city: 'Oslo' })
  })

  it('that is not there is made with all that the account asks for', async () => {
    await setAccount({ required: { sales_account: ['website'] } })
    await sendFromPage(signUp('ann@acme.example', { company: acme }))
    await drain()
    expect(await account()).toMatchObject(acme)
    const [contact] = (await records()).contacts
    expect(contact?.['sales_accounts']).toHaveLength(1)
  })
})

it.each([
  ['unsubscribed', 'subscription_status', 0],
  ['Web', 'lead_source_id', expect.any(Number)],
])(
  'what a page was not allowed to say is set when a server says the same: %s',
  async (value, field, set) => {
    const traits = { [field === 'lead_source_id' ? 'leadSource' : 'subscriptionStatus']: value }
    await control('/simulator/seed', {
      method: 'POST',
      body: JSON.stringify({ contacts: [{ emails: 'ann@acme.example', subscription_status: 1 }] }),
    })
    await sendFromPage(signUp('ann@acme.example', traits))
    await pass(HOUR)
    expect((await records()).contacts[0]?.[field]).not.toEqual(set)
    await send(signUp('ann@acme.example', traits))
    await pass(HOUR)
    expect((await records()).contacts[0]?.[field]).toEqual(set)
  },
)

describe('a deal', () => {
  const deals = async () => (await records()).deals
  const pages = (more: object = {}) =>
    signUp('ann@acme.example', {
      company: 'Evil Inc',
      deal: { name: 'Pro', expectedCloseDate: '2049-01-01', tags: ['spam'], ...more },
    })

  it('that sales people made is not a page’s to change', async () => {
    await send(signUp('ann@acme.example', { company: 'Acme' }))
    await drain()
    const { contacts, sales_accounts } = await records()
    await control('/crm/sales/api/deals', {
      method: 'POST',
      headers: { authorization: 'Token token=demo-api-key', 'content-type': 'application/json' },
      body: JSON.stringify({
        deal: {
          name: 'Pro',
          amount: 900,
          expected_close: '2040-02-01',
          sales_account_id: sales_accounts[0]?.id,
          contacts_added_list: [contacts[0]?.id],
        },
      }),
    })
    await rows("UPDATE subject SET state = json_remove(state, '$.deals') WHERE state LIKE '%ann@%'")
    const before = await deals()
    await sendFromPage(pages(), pages({ amount: 1 }))
    await drain()
    await sendFromPage(pages({ type: 'New Business' }))
    await drain()
    expect(await deals()).toEqual(before)
    await send(signUp('ann@acme.example', { deal: { name: 'Pro', amount: 100 } }))
    await drain()
    expect((await deals()).map(({ amount }) => Number(amount))).toEqual([100])
  })

  it.each([0, 1])('of a server stays with the company that it named: %s', async (isLater) => {
    await outage()
    const acme = { company: 'Acme', deal: { name: 'Pro', amount: 5 } }
    if (!isLater) await sendFromPage(pages())
    await send(signUp('ann@acme.example', acme))
    if (isLater) await sendFromPage(pages())
    await drain()
    await recover()
    await pass(3 * HOUR)
    const { sales_accounts } = await records()
    const account = sales_accounts.find(({ name }) => name === 'Acme')
    expect(await deals()).toMatchObject([{ name: 'Pro', sales_account_id: account?.id }])
  })
})

it('HTML of a page is none in a task, nor in any text of an activity', async () => {
  await setAccount({ lists: { sales_activity_types: [{ name: 'Demo' }] } })
  await configure({ EVENTS: JSON.stringify({ Ask: { task: 'Call {who} {firstName}' } }) })
  const html = '<img src=x onerror=alert(1)>'
  const day = '2040-01-12T09:00:00Z'
  const called = { title: 'x', salesActivityName: 'Demo', startDate: day, endDate: day }
  const event = { type: 'track', anonymousId: 'browser of ann@acme.example' }
  await sendFromPage(
    signUp('ann@acme.example', { firstName: html }),
    { ...event, event: 'Ask', properties: { who: { name: html }, 'who.name': html } },
    { ...event, event: 'Ask', properties: { who: html } },
    {
      ...event,
      event: 'sales_activity',
      properties: called,
      context: { location: { latitude: html, longitude: html } },
    },
  )
  await pass(MINUTE)
  const all = await control<{ tasks: object[]; sales_activities: object[] }>('/simulator/records')
  expect(all.tasks).not.toEqual([])
  expect(all.sales_activities).toHaveLength(1)
  expect(JSON.stringify([all.tasks, all.sales_activities])).not.toContain('<')
})

describe('what a page fills a person with', () => {
  const flood = (index: number) =>
    signUp('ann@acme.example', {
      tags: [`tag ${index}`],
      company: `Company ${index}`,
      deal: { name: `Deal ${index} ${'y'.repeat(900)}` },
      ...Object.fromEntries(many(8, (name) => [`junk${index}x${name}`, 'y'.repeat(300)])),
    })

  it('is bounded in tags, companies and deals an hour', async () => {
    await sendFromPage(...many(40, flood))
    await pass(30 * MINUTE)
    const { contacts, sales_accounts, deals } = await records()
    const tags = contacts[0]?.['tags'] as string[]
    expect(tags.length + sales_accounts.length + deals.length).toBeLessThanOrEqual(30)
    expect(JSON.stringify(await rows('SELECT record FROM delivery'))).toContain('within the hour')
  })

  it('pushes out nothing that a server says', async () => {
    const day = '2040-01-12T09:00:00Z'
    const called = (title: string) => ({
      type: 'track',
      event: 'sales_activity',
      userId: 'u-1',
      properties: {
        title,
        notes: 'y'.repeat(900),
        salesActivityName: 'Demo',
        startDate: day,
        endDate: day,
      },
    })
    const page = { type: 'page', anonymousId: 'browser of ann@acme.example' }
    await outage()
    await send(signUp('ann@acme.example', {}, { userId: 'u-1' }))
    for (let hour = 0; hour < 2; hour++) {
      await sendFromPage(
        ...many(40, (index) => flood(100 * hour + index)),
        ...many(200, () => called('junk')),
      )
      await sendFromPage(
        ...many(200, (index) => ({ ...page, properties: { url: `/${index}${'y'.repeat(400)}` } })),
      )
      await pass(HOUR)
    }
    await send(
      signUp('ann@acme.example', { plan: 'pro', deal: { name: 'Real', amount: 7 } }),
      called('REAL'),
    )
    await sendFromPage(...many(40, (index) => flood(1_000 + index)))
    await drain()
    const [row] = await rows<{ state: string }>(
      "SELECT state FROM subject WHERE state LIKE '%ann@%'",
    )
    const { custom, deals, activities } = JSON.parse(row?.state ?? '{}')
    expect(row?.state.length).toBeGreaterThan(60_000)
    expect(custom.plan).toMatchObject({ value: 'pro' })
    expect(deals).toHaveProperty('Real')
    expect(JSON.stringify(activities)).toContain('REAL')
  })
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
