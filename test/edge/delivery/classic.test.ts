import { beforeEach, describe, expect, it } from 'vitest'
import {
  calls,
  configure,
  control,
  drain,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.leadsWithoutCompany))

const HOUR = 3_600_000
const classic = () => configure({ FRESHSALES_DOMAIN: 'acme.freshsales.io' })
const problems = async () =>
  (await rows<{ record: string }>('SELECT record FROM delivery')).flatMap(
    ({ record }) =>
      (JSON.parse(record) as { problems: { field: string; value: unknown }[] }).problems,
  )

it("finds the ids of names in a lead's company and deal", async () => {
  await classic()
  const company = { name: 'Acme', industry: 'Software', website: 'https://acme.example' }
  await send(person(1, { company, deal: { name: 'Pro', amount: 10, currency: 'EUR' } }))
  await drain()
  expect((await records()).leads).toMatchObject([
    {
      company: { name: 'Acme', industry_type_id: 70_000_001_801, website: 'https://acme.example' },
      deal: { name: 'Pro', currency_id: 70_000_001_601 },
    },
  ])
})

it('says what the deal of a lead has no field for', async () => {
  await classic()
  await send(person(1, { deal: { name: 'Pro', stage: 'Won', cfSeats: 3 } }))
  await drain()
  const fields = (await problems()).map(({ field }) => field)
  expect(fields).toEqual(expect.arrayContaining(['deal.deal_stage_id', 'deal.cfSeats']))
})

it('tells a second colleague of the same company all about it', async () => {
  await classic()
  const company = { name: 'Acme', website: 'https://acme.example' }
  await send(person(1, { company }))
  await drain()
  await send(person(2, { company }))
  await drain()
  expect((await records()).leads[1]).toMatchObject({ company })
})

it('does not write a second company or deal over the first, and says so', async () => {
  await classic()
  await send(person(1, { company: 'Acme', deal: { name: 'Pro', amount: 10 } }))
  await drain()
  await send(person(1, { company: 'Globex', deal: { name: 'Basic', amount: 5 } }))
  await drain()
  expect((await records()).leads).toMatchObject([
    { company: { name: 'Acme' }, deal: { name: 'Pro', amount: '10.0' } },
  ])
  expect(await problems()).toMatchObject([
    { field: 'company', value: 'Globex' },
    { field: 'deal', value: 'Basic' },
  ])
})

it('advances the deal of a lead', async () => {
  await classic()
  await send(person(1, { deal: { name: 'Pro', amount: 10 } }))
  await drain()
  await send(person(1, { deal: { name: 'Pro', amount: 20 } }))
  await drain()
  expect((await records()).leads).toMatchObject([{ deal: { name: 'Pro', amount: '20.0' } }])
})

it('makes a lead a whole contact, with its companies and deals', async () => {
  await classic()
  await send(person(1, { company: 'Acme', deal: { name: 'Pro', amount: 10 }, tags: ['VIP'] }))
  await drain()
  await send(person(1, { company: 'Globex', deal: { name: 'Basic', amount: 5 } }))
  await drain()
  await send(person(1, { fsContact: true, jobTitle: 'CEO' }))
  await pass(HOUR)
  const { contacts, deals } = await records()
  expect(contacts).toMatchObject([
    {
      first_name: 'P1',
      job_title: 'CEO',
      tags: ['VIP'],
      sales_accounts: [{ name: 'Acme' }, { name: 'Globex' }],
    },
  ])
  expect(deals).toMatchObject([{ name: 'Pro' }, { name: 'Basic' }])
  const before = (await calls()).length
  await send(person(1, { fsContact: true, jobTitle: 'CEO' }))
  await pass(HOUR)
  expect(await calls()).toHaveLength(before)
})

it('updates a lead that was there before', async () => {
  await classic()
  const leads = [{ email: 'person1@acme.example', last_name: 'Known' }]
  await control('/simulator/seed', { method: 'POST', body: JSON.stringify({ leads }) })
  await send(person(1))
  await drain()
  expect((await records()).leads).toMatchObject([{ first_name: 'P1', last_name: 'Known' }])
})

const atClassic = (method: string, path: string, body?: object) =>
  control<{ lead?: { id: number } }>(`/api${path}`, {
    method,
    headers: {
      authorization: 'Token token=demo-api-key',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })
const deadLetters = () => rows('SELECT reason FROM dead_letter')
const page = (path: string) => ({
  type: 'page',
  userId: 'u-1',
  properties: { url: `https://www.acme.example${path}` },
})

describe.each([{ jobTitle: 'CTO' }, { mobile: '+47 400 00 000', city: 'Oslo' }])(
  'somebody whose record is no lead (any more), with %o',
  (traits) => {
    const fields = { jobTitle: 'job_title', mobile: 'mobile_number', city: 'city' } as const
    const said = Object.fromEntries(
      Object.entries(traits).map(([name, value]) => [fields[name as keyof typeof fields], value]),
    )

    it('is told to the contact that was there', async () => {
      await classic()
      const contacts = [{ emails: 'person1@acme.example', last_name: 'Known' }]
      await control('/simulator/seed', { method: 'POST', body: JSON.stringify({ contacts }) })
      await send(person(1, traits), page('/pricing'))
      await pass(HOUR)
      const { contacts: all, leads } = await records()
      expect(leads).toEqual([])
      expect(all).toMatchObject([{ last_name: 'Known', first_name: 'P1', ...said }])
      expect(JSON.stringify(all)).toContain('/pricing')
    })

    it.each([person(1, traits), page('/pricing')])(
      'is told to the contact that the lead became',
      async (event) => {
        await classic()
        await send(person(1, { company: 'Acme', ...traits }))
        await pass(HOUR)
        const [lead] = (await records()).leads
        await atClassic('POST', `/leads/${lead?.id}/convert`)
        await send(event, person(1, { ...traits, zip: '0150' }))
        await pass(HOUR)
        const { contacts } = await records()
        expect(contacts).toMatchObject([{ zipcode: '0150', ...said }])
        expect(await deadLetters()).toEqual([])
      },
    )
  },
)

describe.each([{}, { DEFAULTS: '{"leadSource":"Web"}' }])(
  'a lead that lookups do not show yet, with %o',
  (settings) => {
    it('is not made again, nor lost', async () => {
      await configure({ FRESHSALES_DOMAIN: 'acme.freshsales.io', ...settings })
      await setAccount({ searchLagSeconds: 20 })
      await atClassic('POST', '/leads', {
        lead: { email: 'person1@acme.example', last_name: 'Form', company: { name: 'Acme' } },
      })
      await send(person(1, { jobTitle: 'CTO' }))
      await pass(HOUR)
      expect((await records()).leads).toMatchObject([{ last_name: 'Form', job_title: 'CTO' }])
      expect(await deadLetters()).toEqual([])
    })
  },
)

it.each([1, 2])('makes lead %i where leads cannot be upserted', async (number) => {
  await classic()
  await setFaults({
    rules: [{ match: { path: '/leads/upsert' }, answer: { status: 404, body: '' } }],
  })
  await send(person(number, { jobTitle: 'CTO' }))
  await pass(HOUR)
  expect((await records()).leads).toMatchObject([{ first_name: `P${number}`, job_title: 'CTO' }])
  expect(await deadLetters()).toEqual([])
})

describe.each([
  ['leadSource', 'lead_source_id', 'Web'],
  ['medium', 'medium', 'cpc'],
  ['jobTitle', 'job_title', 'n/a'],
])('what a page says of a lead: %s', (trait, field, value) => {
  const leads = [{ email: 'person1@acme.example', job_title: 'VP', medium: 'Fair' }]
  const seed = () => control('/simulator/seed', { method: 'POST', body: JSON.stringify({ leads }) })

  it('leaves what decides about one that was there, and what it has where the page has nothing', async () => {
    await classic()
    await seed()
    const before = (await records()).leads[0]?.[field] ?? null
    await sendFromPage(person(1, { [trait]: value, phone: '+1 555 0100' }))
    await pass(HOUR)
    expect((await records()).leads).toMatchObject([{ work_number: '+1 555 0100', [field]: before }])
  })
})

it.each(['CTO', 'developer'])(
  'fills only what a lead lacks where sales win: %s',
  async (jobTitle) => {
    await classic()
    await configure({ EXISTING: 'fill' })
    const leads = [{ email: 'person1@acme.example', job_title: 'VP' }]
    await control('/simulator/seed', { method: 'POST', body: JSON.stringify({ leads }) })
    await sendFromPage(person(1, { jobTitle, phone: '+1 555 0100' }))
    await pass(HOUR)
    expect((await records()).leads).toMatchObject([
      { job_title: 'VP', work_number: '+1 555 0100', first_name: 'P1' },
    ])
  },
)
