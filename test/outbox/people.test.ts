import { describe, expect, it, vi } from 'vitest'
import { lost, NOW, only, openEngine, person } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const email = 'p1@acme.example'
const fromPage = { admission: {} }
const EVENTS = JSON.stringify({
  Called: { activity: 'Phone' },
  Todo: { task: 'Ring' },
  Ordered: { deal: { name: 'Order {id}', amount: '{revenue}' } },
  Vip: { tag: 'vip' },
})

const track = (event: string, rest: object) => ({
  type: 'track',
  event,
  properties: { id: 7, revenue: 9 },
  ...rest,
})

type Engine = ReturnType<typeof openEngine>
const emails = ({ crm }: Engine) => crm.records().contacts.map((each) => each.email)

describe('somebody who introduces themselves', () => {
  it.each<[string, object[]]>([
    ['under one id', [{ userId: 'u1' }]],
    ['under an id and in a browser', [{ userId: 'u1' }, { anonymousId: 'a1' }]],
  ])('brings along all that was said of them before, %s', async (_, ids) => {
    const outbox = openEngine({ EVENTS })
    for (const [index, id] of ids.entries()) {
      const at = { timestamp: new Date(NOW + index).toISOString() }
      for (const event of ['Called', 'Todo', 'Ordered', 'Vip'])
        outbox.say(track(event, { ...id, ...at }))
      outbox.say({ type: 'page', ...id, properties: { url: 'https://acme.example/' } })
      outbox.say({
        ...id,
        traits: { city: index ? 'Rome' : 'Pune', company: { name: 'Acme' } },
        ...at,
      })
    }
    await outbox.pass(MINUTE)
    expect(outbox.calls()).toEqual(['POST /sales_accounts/upsert'])
    outbox.say({ ...person(1), anonymousId: 'a1' })
    await outbox.pass(HOUR)
    const { contacts, sales_accounts, deals, sales_activities, tasks, notes } = outbox.crm.records()
    expect(contacts).toMatchObject([
      { email, tags: ['vip'], city: ids.length > 1 ? 'Rome' : 'Pune', sales_accounts: [{}] },
    ])
    expect(sales_accounts).toHaveLength(1)
    expect(deals).toMatchObject([{ name: 'Order 7', amount: 9 }])
    expect(sales_activities).toHaveLength(ids.length)
    expect(tasks).toHaveLength(ids.length)
    expect(notes).toHaveLength(1)
    const line = ids.length > 1 ? '• / ×2' : '• /'
    expect(String(notes[0]?.['description']).split('\n')).toContain(line)
  })

  it('is one, whatever the order in which their ids came', async () => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 2, 0],
    ]) {
      const outbox = openEngine()
      const events = [
        { userId: 'u1', traits: { city: 'Pune' } },
        { userId: 'u1', anonymousId: 'a1' },
        { anonymousId: 'a1', traits: { email, jobTitle: 'CTO' } },
      ]
      outbox.say(...order.map((index) => events[index] ?? {}))
      await outbox.pass(HOUR)
      expect(outbox.crm.records().contacts).toMatchObject([
        { email, city: 'Pune', job_title: 'CTO', external_id: 'u1' },
      ])
      expect(outbox.sql.exec('SELECT id FROM subject').toArray()).toHaveLength(1)
      for (const key of ['u:u1', 'a:a1', `e:${email}`])
        expect(outbox.person(key)?.email).toBe(email)
    }
  })

  it('is told apart from who used the browser before', async () => {
    const outbox = openEngine()
    outbox.say({ ...person(1), anonymousId: 'a1' })
    await outbox.pass(HOUR)
    outbox.say({ ...person(2), anonymousId: 'a1' })
    outbox.say({ type: 'page', anonymousId: 'a1', properties: { url: 'https://acme.example/' } })
    await outbox.pass(HOUR)
    expect(emails(outbox)).toEqual([email, 'p2@acme.example'])
    expect(outbox.crm.records().notes).toMatchObject([{ targetable_id: 2 }])
    expect(outbox.person('a:a1')?.email).toBe('p2@acme.example')
  })

  it('keeps the id that a server gave them, whatever a page says', async () => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(HOUR)
    outbox.say({
      userId: 'u1',
      anonymousId: 'a9',
      traits: { email: 'eve@acme.example' },
      ...fromPage,
    })
    await outbox.pass(HOUR)
    expect(outbox.person('u:u1')?.email).toBe(email)
    outbox.say({ userId: 'u1', traits: { email: 'new@acme.example' } })
    await outbox.pass(HOUR)
    expect(outbox.person('u:u1')?.email).toBe('new@acme.example')
    expect(emails(outbox)).toHaveLength(2)
  })

  it('says so where an address was replaced before it was in the CRM', async () => {
    const outbox = openEngine()
    outbox.fate(lost)
    outbox.say(person(1))
    await outbox.rest()
    outbox.say({ userId: 'u1', traits: { email: 'new@acme.example' } })
    outbox.fate(() => undefined)
    await outbox.pass(HOUR)
    expect(emails(outbox)).toEqual(['new@acme.example'])
    expect(outbox.deliveries().flatMap(({ problems }) => problems)).toMatchObject([
      { field: 'emails', value: email, reason: expect.stringContaining('new@acme.example') },
    ])
  })
})

describe('an alias', () => {
  const alias = (rest: object = {}) => ({ type: 'alias', previousId: 'old', userId: 'u1', ...rest })

  it.each([
    ['a browser', { anonymousId: 'old' }],
    ['an id', { userId: 'old' }],
  ])('brings along who was known by %s', async (_, ids) => {
    const outbox = openEngine()
    outbox.say({ ...ids, traits: { city: 'Pune' } }, person(1), alias())
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts).toMatchObject([{ email, city: 'Pune' }])
    expect(outbox.person('u:old')?.email).toBe(email)
    outbox.say({ userId: 'old', traits: { jobTitle: 'CTO' } })
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts).toMatchObject([{ job_title: 'CTO' }])
  })

  it('names the address where only the old one has one', async () => {
    const outbox = openEngine()
    outbox.say(
      { userId: 'old', traits: { email } },
      { userId: 'u1', traits: { city: 'Pune' } },
      alias(),
    )
    await outbox.pass(HOUR)
    expect(outbox.crm.records().contacts).toMatchObject([{ email, city: 'Pune' }])
    expect(outbox.person('u:u1')?.email).toBe(email)
  })

  it('of two with an address leaves two, and says so to both', async () => {
    const outbox = openEngine()
    outbox.say({ userId: 'old', traits: { email: 'old@acme.example' } }, person(1), alias())
    await outbox.pass(HOUR)
    expect(emails(outbox).sort()).toEqual(['old@acme.example', email])
    const told = outbox.deliveries().flatMap(({ problems }) => problems)
    expect(told.map(({ field, value }) => [field, value]).sort()).toEqual([
      ['previousId', 'old@acme.example'],
      ['previousId', email],
    ])
    expect(outbox.person('u:old')?.email).toBe(email)
  })

  it('of a page moves nobody whom a server has named', async () => {
    const outbox = openEngine()
    outbox.say({ userId: 'old', traits: { email } })
    await outbox.pass(HOUR)
    outbox.say(alias(fromPage))
    await outbox.pass(HOUR)
    expect(outbox.person('u:old')?.email).toBe(email)
    expect(outbox.person('u:u1')?.email).toBeUndefined()
  })
})

describe('consent', () => {
  it('and the sign-ups of two go along when they turn out to be one', async () => {
    const outbox = openEngine()
    const consent = { analytics: true, marketing: false }
    outbox.say({ userId: 'u1', context: { consent } })
    outbox.say({ anonymousId: 'a1', traits: { email } })
    outbox.say({ userId: 'u1', anonymousId: 'a1', traits: { email } })
    await outbox.pass(HOUR)
    expect(outbox.person(`e:${email}`)?.consent).toMatchObject(consent)
  })
})

it('has nothing of a company’s, and a company nothing of theirs', async () => {
  const outbox = openEngine()
  outbox.say(person(1, { city: 'Pune', company: { name: 'Acme', city: 'Rome' } }))
  outbox.fate(only('POST /sales_accounts', () => undefined))
  await outbox.pass(HOUR)
  expect(outbox.crm.records().contacts).toMatchObject([{ city: 'Pune' }])
  expect(outbox.crm.records().sales_accounts).toMatchObject([{ city: 'Rome' }])
})
