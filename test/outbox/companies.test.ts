import { describe, expect, it, vi } from 'vitest'
import type { Call } from '../../src/freshsales/api/call.ts'
import { type Fate, only, openEngine, person, refused } from './openEngine.ts'

vi.spyOn(console, 'log').mockImplementation(() => undefined)

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const fromPage = { admission: {} }
const website = 'https://acme.example'

/** An account that has this company, whose record shows more than the simulated one does. */
function openWithCompany(record: object, status = 200) {
  const outbox = openEngine()
  const there = { id: 9, name: 'Acme', ...record }
  const said: Call[] = []
  const answer: Fate = (call) => {
    if (!call.path.startsWith('/sales_accounts')) return undefined
    said.push(call)
    Object.assign(there, call.method === 'GET' ? {} : call.body?.['sales_account'])
    return { status: call.method === 'POST' ? status : 200, body: { sales_account: { ...there } } }
  }
  outbox.fate(answer)
  return {
    outbox,
    there,
    answer,
    /** What was called about it, and what it was to become. */
    told: () => said.splice(0).map(({ method, body }) => [method, body?.['sales_account']]),
  }
}

const says = (traits: object, rest: object = fromPage) => ({
  ...person(1, { company: { name: 'Acme', ...traits } }),
  ...rest,
})

describe('what a page says of a company', () => {
  it('is all of it, where nobody had it', async () => {
    const { outbox, told } = openWithCompany({}, 201)
    outbox.say(says({ website, city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(told()).toEqual([
      ['POST', { name: 'Acme' }],
      ['PUT', { website, city: 'Pune' }],
    ])
  })

  it.each([
    ['', [], true],
    [null, [], true],
    ['Rome', ['account.city'], false],
  ])(
    'fills in what one that was there lacks, and no more: city %j',
    async (city, left, isFilled) => {
      const { outbox, told, there } = openWithCompany({ city, website: '' })
      outbox.say(says({ website, city: 'Pune' }))
      await outbox.pass(HOUR)
      expect(told()[0]).toEqual(['POST', { name: 'Acme' }])
      expect(there).toMatchObject({ website, city: isFilled ? 'Pune' : city })
      const problems = outbox.deliveries().flatMap((each) => each.problems)
      expect(problems.map(({ field }) => field)).toEqual(left)
      outbox.say(says({ website, city: 'Pune' }))
      await outbox.pass(HOUR)
      expect(told()).toEqual([])
    },
  )

  it('is settled without a call where the company lacks nothing of it', async () => {
    const { outbox, told } = openWithCompany({ city: 'Rome' })
    outbox.say(says({ city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(told()).toEqual([['POST', { name: 'Acme' }]])
  })

  it('changes nothing that a server has set', async () => {
    const { outbox, there } = openWithCompany({ city: '' })
    outbox.say(says({ city: 'Rome' }, {}))
    await outbox.pass(HOUR)
    outbox.say(says({ city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(there).toMatchObject({ city: 'Rome' })
  })

  it('brings along all of it where Freshsales makes none without', async () => {
    const { outbox, answer, there, told } = openWithCompany({}, 201)
    outbox.fate((call) =>
      call.path === '/sales_accounts/upsert' && !JSON.stringify(call).includes('Pune')
        ? refused("City can't be blank")(call)
        : answer(call),
    )
    outbox.say(says({ city: 'Pune' }))
    await outbox.pass(HOUR)
    expect(told()[0]).toEqual(['POST', { name: 'Acme', city: 'Pune' }])
    expect(there).toMatchObject({ city: 'Pune' })
    expect(outbox.letters()).toEqual([])
  })
})

describe('a company that may be gone', () => {
  const linked = async () => {
    const outbox = openEngine()
    outbox.say(person(1, { company: { name: 'Acme', website } }))
    await outbox.pass(HOUR)
    outbox.sent()
    return outbox
  }

  /** Freshsales does not take the link, as it does with a company that was merged. */
  const takesNoLink =
    (id: number): Fate =>
    (call) =>
      JSON.stringify(call.body ?? {}).includes(`"sales_accounts":[{"id":${id}`)
        ? refused('Sales accounts is invalid')(call)
        : undefined

  it('is looked at before it is linked again, and made again where it was deleted', async () => {
    const outbox = await linked()
    outbox.crm.records().sales_accounts.splice(0)
    outbox.fate(takesNoLink(1))
    outbox.say(person(2, { company: { name: 'Acme' } }))
    await outbox.pass(HOUR)
    expect(outbox.calls()).toContain('GET /sales_accounts/1')
    const [made] = outbox.crm.records().sales_accounts
    expect(made).toMatchObject({ name: 'Acme', website })
    expect(outbox.crm.records().contacts[1]?.['sales_accounts']).toEqual([
      { id: made?.id, is_primary: true },
    ])
    outbox.fate(() => undefined)
    outbox.say({ type: 'group', groupId: 'g', userId: 'u1', traits: { name: 'Acme' } })
    await outbox.pass(HOUR)
    expect(JSON.stringify(outbox.crm.records().contacts[0]?.['sales_accounts'])).toContain(
      `"id":${made?.id}`,
    )
  })

  it('is made again where its record says that it was deleted', async () => {
    const outbox = await linked()
    Object.assign(outbox.crm.records().sales_accounts[0] ?? {}, { is_deleted: true, name: 'x' })
    outbox.fate(takesNoLink(1))
    outbox.say(person(2, { company: { name: 'Acme' } }))
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_accounts.map(({ name }) => name)).toEqual(['x', 'Acme'])
  })

  it('is left out where it is there all the same, and asked for no second time', async () => {
    const outbox = await linked()
    outbox.fate(takesNoLink(1))
    outbox.say(person(2, { company: { name: 'Acme' } }))
    await outbox.pass(24 * HOUR)
    expect(outbox.calls().filter((call) => call.startsWith('GET /sales_accounts'))).toHaveLength(1)
    expect(outbox.crm.records().contacts[1]).toMatchObject({ email: 'p2@acme.example' })
  })

  it('is believed to be there where it may not be read', async () => {
    const outbox = await linked()
    outbox.fate((call) =>
      call.path.startsWith('/sales_accounts/1') ? refused('No access')(call) : takesNoLink(1)(call),
    )
    outbox.say(person(2, { company: { name: 'Acme' } }))
    await outbox.pass(24 * HOUR)
    expect(outbox.crm.records().sales_accounts).toHaveLength(1)
    expect(outbox.calls().filter((call) => call.startsWith('GET /sales_accounts'))).toHaveLength(1)
  })
})

describe('a deal', () => {
  const order = (number: number, rest: object = {}) =>
    person(number, { company: { name: 'Acme' }, deal: { name: 'Order', amount: 5, ...rest } })
  const deals = (outbox: ReturnType<typeof openEngine>) => outbox.crm.records().deals

  it('hangs on the contact and its company', async () => {
    const outbox = openEngine()
    outbox.say(order(1))
    await outbox.pass(HOUR)
    const { contacts, sales_accounts } = outbox.crm.records()
    expect(deals(outbox)).toMatchObject([
      {
        name: 'Order',
        amount: 5,
        contacts_added_list: [contacts[0]?.id],
        sales_account_id: sales_accounts[0]?.id,
      },
    ])
  })

  it('is changed by its id, by what is new alone', async () => {
    const outbox = openEngine()
    outbox.say(order(1))
    await outbox.pass(HOUR)
    outbox.sent()
    outbox.say(order(1, { amount: 7 }), order(1, { amount: 7 }))
    await outbox.pass(HOUR)
    expect(outbox.sent()).toEqual([[`PUT /deals/${deals(outbox)[0]?.id}`, { deal: { amount: 7 } }]])
  })

  it.each([
    ['a server', {}, 7],
    ['a page', fromPage, 5],
  ])('that sales people made is changed on the word of %s', async (_, word, amount) => {
    const outbox = openEngine()
    outbox.say(person(1))
    await outbox.pass(HOUR)
    deals(outbox).push({ id: 70, name: ' ORDER', amount: 5, targetable_id: 1 })
    outbox.say({ ...person(1, { deal: { name: 'Order', amount: 7 } }), ...word })
    await outbox.pass(HOUR)
    expect(deals(outbox)).toMatchObject([{ id: 70, amount }])
  })

  it('is made again where it was deleted', async () => {
    const outbox = openEngine()
    outbox.say(order(1))
    await outbox.pass(HOUR)
    deals(outbox).splice(0)
    outbox.say(order(1, { amount: 7 }))
    await outbox.pass(HOUR)
    expect(deals(outbox)).toMatchObject([{ name: 'Order', amount: 7 }])
    expect(outbox.letters()).toEqual([])
  })

  it('goes out without a company that is not taken', async () => {
    const outbox = openEngine()
    outbox.fate((call) =>
      JSON.stringify(call.body ?? {}).includes('sales_account_id')
        ? refused('Sales account is invalid')(call)
        : undefined,
    )
    outbox.say(order(1))
    await outbox.pass(HOUR)
    expect(deals(outbox)).toMatchObject([{ name: 'Order', amount: 5 }])
    expect(deals(outbox)[0]).not.toHaveProperty('sales_account_id')
  })

  it('of two people by one name are two', async () => {
    const outbox = openEngine()
    outbox.say(order(1), order(2))
    await outbox.pass(HOUR)
    expect(deals(outbox)).toHaveLength(2)
  })
})

describe('an activity that names its own record', () => {
  const EVENTS = '{"Logged":{"activity":"Phone","from":"page"}}'

  it('is not taken for its like, made in the same second', async () => {
    const outbox = openEngine({ EVENTS })
    const logged = { type: 'track', event: 'Logged', userId: 'u1' }
    outbox.say(person(1), logged)
    await outbox.pass(MINUTE)
    outbox.say({ ...logged, timestamp: new Date(outbox.now() - MINUTE).toISOString() })
    let isLost = false
    outbox.fate(
      only('POST /sales_activities', (call) => {
        if (isLost) return undefined
        isLost = true
        return new Error(`lost: ${call.path}`)
      }),
    )
    await outbox.pass(HOUR)
    expect(outbox.crm.records().sales_activities).toHaveLength(2)
  })
})
