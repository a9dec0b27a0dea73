import { describe, expect, it } from 'vitest'
import {
  calls,
  control,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The account gets a field and an owner that the site has been naming before. */
const addToAccount = () =>
  setAccount({
    customFields: {
      contact: [{ name: 'cf_later', label: 'Later', type: 'text' }],
      sales_account: [{ name: 'cf_tier', label: 'Tier', type: 'text' }],
    },
    lists: { owners: [{ id: 70_000_000_699, name: 'New Owner', email: 'new@crm.example' }] },
  })

describe('a name that the account gets later', () => {
  const introduction = person(1, { cfLater: 'x', owner: 'New Owner' })

  it('is found when the same is said again after a day', async () => {
    await send(introduction)
    await pass(DAY)
    await addToAccount()
    await send(introduction)
    await drain()
    expect((await records()).contacts).toMatchObject([
      { owner: 'New Owner', custom_field: { cf_later: 'x' } },
    ])
  })

  it('is found for a company', async () => {
    const group = { type: 'group', userId: 'u-1', traits: { name: 'Acme', tier: 'gold' } }
    await send(group)
    await pass(DAY)
    await addToAccount()
    await send(group)
    await drain()
    expect((await records()).sales_accounts).toMatchObject([{ custom_field: { cf_tier: 'gold' } }])
  })

  it('costs a look at the lists and nothing else while it is not there', async () => {
    await send(introduction)
    await pass(DAY)
    const before = await calls()
    for (let page = 0; page < 5; page++) {
      await send(introduction)
      await pass(HOUR / 4)
    }
    const after = (await calls()).slice(before.length)
    expect(after).toEqual(['GET /selector/owners', 'GET /settings/contacts/fields'])
  })
})

describe('a company', () => {
  it('is the same whatever the case of its name, and costs no call when it is linked', async () => {
    const group = (name: string) => ({ type: 'group', userId: 'u-1', traits: { name } })
    await send(person(1), group('Acme'))
    await pass(HOUR)
    const before = (await calls()).length
    await send(group('ACME'), group(' acme '))
    await pass(HOUR)
    expect(await calls()).toHaveLength(before)
    expect((await records()).contacts[0]?.['sales_accounts']).toMatchObject([{ name: 'Acme' }])
  })
})

describe('a contact', () => {
  it('of ten companies is told to have no room for an eleventh', async () => {
    const companies = Array.from({ length: 10 }, (_, index) => ({ name: `Company ${index}` }))
    const accounts = companies.map(({ name }) => name)
    const contacts = [{ emails: 'person1@acme.example', accounts }]
    const body = JSON.stringify({ sales_accounts: companies, contacts })
    await control('/simulator/seed', { method: 'POST', body })
    await send(person(1, { company: 'Eleventh' }))
    await pass(HOUR)
    expect((await records()).contacts[0]?.['sales_accounts']).toHaveLength(10)
    const told = await rows<{ record: string }>(
      "SELECT record FROM delivery WHERE outcome = 'repaired'",
    )
    expect(JSON.stringify(told)).toMatch(/not linked.*Eleventh/)
  })

  it('that lacks what is compulsory is refused at once, without a second try', async () => {
    await setAccount({ required: { contact: ['city'] } })
    await send(person(1, { jobTitle: 'CTO' }))
    await pass(HOUR)
    expect(await calls()).toEqual(['POST /contacts/upsert'])
    expect(await rows('SELECT reason FROM dead_letter')).toEqual([
      { reason: "City can't be empty" },
    ])
  })
})

describe('a deal', () => {
  it('costs no call when nothing of what is new about it can be sent', async () => {
    await send(person(1, { company: 'Acme', deal: { name: 'Pro', stage: 'New' } }))
    await pass(HOUR)
    const before = (await calls()).length
    await send(person(1, { deal: { name: 'Pro', stage: 'No such stage' } }))
    await pass(HOUR)
    const after = (await calls()).slice(before)
    expect(after.filter((call) => !call.startsWith('GET'))).toEqual([])
    const told = await rows<{ record: string }>('SELECT record FROM delivery')
    expect(JSON.stringify(told)).toContain('No such stage')
  })
})

it.each([{ employees: '5q' }, { annualRevenue: 'lots' }])(
  'tells of a company, without a person, what was left out: %o',
  async (traits) => {
    await send({ type: 'group', userId: 'u-1', traits: { name: 'Acme', ...traits } })
    await pass(HOUR)
    const deliveries = await rows<{ record: string }>('SELECT record FROM delivery')
    expect(deliveries.flatMap(({ record }) => JSON.parse(record).problems)).toMatchObject([
      { value: Object.values(traits)[0] },
    ])
  },
)
