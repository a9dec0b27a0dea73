import { beforeEach, describe, expect, it } from 'vitest'
import {
  calls,
  configure,
  control,
  pass,
  person,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const api = (method: string, path: string, body?: object) =>
  control(`/crm/sales/api${path}`, {
    method,
    headers: {
      authorization: 'Token token=demo-api-key',
      accept: 'application/json',
      'content-type': 'application/json',
    },
    ...(body && { body: JSON.stringify(body) }),
  })

const group = (name: string, traits: object = {}) => ({
  type: 'group',
  userId: 'u-1',
  traits: { name, ...traits },
})
const deal = (name: string, rest: object = {}) => person(1, { deal: { name, ...rest } })

interface Shown {
  id: number
  name: string
  is_deleted: boolean
  [field: string]: unknown
}

const present = async (kind: 'sales_accounts' | 'deals') =>
  ((await records())[kind] as unknown as Shown[]).filter((record) => !record.is_deleted)
const deadLetters = () => rows('SELECT reason FROM dead_letter')

async function signUp(number: number, traits: object) {
  await send(person(number, traits))
  await pass(HOUR)
}

describe.each(['Acme', 'Müller & Söhne GmbH'])('the company %s', (company) => {
  beforeEach(() => signUp(1, { company }))

  it('keeps the name that sales gave it', async () => {
    const [account] = await present('sales_accounts')
    await api('PUT', `/sales_accounts/${account?.id}`, {
      sales_account: { name: `${company} Holding` },
    })
    await send(group(company, { website: 'https://acme.example' }))
    await pass(HOUR)
    expect(await present('sales_accounts')).toMatchObject([
      { id: account?.id, name: `${company} Holding`, website: 'https://acme.example' },
    ])
  })

  it('is made again for the next colleague when it was deleted', async () => {
    const [account] = await present('sales_accounts')
    await api('DELETE', `/sales_accounts/${account?.id}`)
    await signUp(2, { company })
    const { contacts } = await records()
    expect(contacts[1]?.['sales_accounts']).toMatchObject([{ name: company }])
    expect(await present('sales_accounts')).toHaveLength(1)
    expect(await deadLetters()).toEqual([])
  })

  it('has its first colleague again, who says it again after it was deleted', async () => {
    const [account] = await present('sales_accounts')
    await api('DELETE', `/sales_accounts/${account?.id}`)
    await signUp(2, { company })
    await signUp(1, { company })
    for (const contact of (await records()).contacts)
      expect(contact['sales_accounts']).toMatchObject([{ name: company }])
  })

  it('is found again for the next colleague when it was merged away', async () => {
    const [account] = await present('sales_accounts')
    const kept = { name: 'Duplicate' }
    await control('/simulator/seed', {
      method: 'POST',
      body: JSON.stringify({ sales_accounts: [kept] }),
    })
    const into = (await present('sales_accounts')).find(({ name }) => name === 'Duplicate')
    await control('/simulator/merge', {
      method: 'POST',
      body: JSON.stringify({ kind: 'sales_account', into: into?.id, from: [account?.id] }),
    })
    await signUp(2, { company })
    expect((await records()).contacts[1]?.['sales_accounts']).toMatchObject([{ name: company }])
  })

  it('gets a deal that names it, though it was deleted meanwhile', async () => {
    const [account] = await present('sales_accounts')
    await api('DELETE', `/sales_accounts/${account?.id}`)
    await send(deal('Pro', { amount: 10 }))
    await pass(HOUR)
    const [again] = await present('sales_accounts')
    expect(await present('deals')).toMatchObject([{ name: 'Pro', sales_account_id: again?.id }])
    expect(await deadLetters()).toEqual([])
  })

  it('costs no call when nothing new is said of it', async () => {
    const before = await calls()
    await send(group(company))
    await pass(HOUR)
    expect(await calls()).toEqual(before)
  })
})

describe.each(['Pro plan', 'Renewal 2026'])('the deal %s', (name) => {
  it('is made with the company of the person', async () => {
    await signUp(1, { company: 'Acme', deal: { name, amount: 10 } })
    const [account] = await present('sales_accounts')
    expect(await present('deals')).toMatchObject([{ name, sales_account_id: account?.id }])
    expect(await deadLetters()).toEqual([])
  })

  it('is made with the company that sales linked the contact to', async () => {
    const seed = {
      sales_accounts: [{ name: 'Globex' }],
      contacts: [{ emails: 'person1@acme.example', accounts: ['Globex'] }],
    }
    await control('/simulator/seed', { method: 'POST', body: JSON.stringify(seed) })
    await signUp(1, { deal: { name, amount: 10 } })
    const [account] = await present('sales_accounts')
    expect(await present('deals')).toMatchObject([{ name, sales_account_id: account?.id }])
  })

  it('is the one that sales made for the contact meanwhile', async () => {
    await signUp(1, { company: 'Acme' })
    const { contacts, sales_accounts: accounts } = await records()
    await api('POST', '/deals', {
      deal: {
        name: name.toUpperCase(),
        amount: 900,
        contacts_added_list: [contacts[0]?.id],
        sales_account_id: accounts[0]?.id,
      },
    })
    await send(deal(name, { amount: 100 }))
    await pass(HOUR)
    expect(await present('deals')).toMatchObject([{ amount: '100.0' }])
  })

  it('is made again when it was deleted in the CRM', async () => {
    await signUp(1, { company: 'Acme', deal: { name, amount: 10 } })
    const [made] = await present('deals')
    await api('DELETE', `/deals/${made?.id}`)
    await send(deal(name, { stage: 'Won' }))
    await pass(HOUR)
    expect(await present('deals')).toMatchObject([{ name, amount: '10.0' }])
    expect(await deadLetters()).toEqual([])
  })

  it('stays in its pipeline, also when sales made it', async () => {
    await setAccount({
      required: { deal: [] },
      lists: {
        deal_pipelines: [
          { id: 71, name: 'Default' },
          { id: 72, name: 'Renewals' },
        ],
        deal_stages: [
          { id: 81, name: 'New', deal_pipeline_id: 71 },
          { id: 82, name: 'Won', deal_pipeline_id: 71 },
          { id: 83, name: 'New', deal_pipeline_id: 72 },
          { id: 84, name: 'Won', deal_pipeline_id: 72 },
        ],
      },
    })
    await signUp(1, { deal: { name, pipeline: 'Renewals', stage: 'New' } })
    await send(deal(name, { stage: 'Won' }))
    await pass(HOUR)
    expect(await present('deals')).toMatchObject([{ deal_pipeline_id: 72, deal_stage_id: 84 }])
  })
})

describe.each(['kim.orr@globex.example', 'lou@mail.example'])('the contact %s', (theirs) => {
  const seed = (...contacts: object[]) =>
    control('/simulator/seed', { method: 'POST', body: JSON.stringify({ contacts }) })

  it('is the one that a contact of ours was merged into', async () => {
    await signUp(1, { phone: '+1 555 0100' })
    const [ours] = (await records()).contacts
    await seed({ emails: theirs, last_name: 'Orr' })
    const into = (await records()).contacts.find(({ email }) => email === theirs)
    await control('/simulator/merge', {
      method: 'POST',
      body: JSON.stringify({ into: into?.id, from: [ours?.id] }),
    })
    await signUp(1, { city: 'Oslo' })
    const { contacts } = await records()
    expect(contacts.filter((contact) => !contact['is_deleted'])).toMatchObject([
      { email: theirs, last_name: 'Orr', city: 'Oslo' },
    ])
  })

  it('is found by another of its addresses that a page gives with its id', async () => {
    await signUp(1, {})
    const [ours] = (await records()).contacts
    const emails = [
      { value: ours?.email, is_primary: true },
      { value: theirs, is_primary: false },
    ]
    await api('PUT', `/contacts/${ours?.id}`, { contact: { emails } })
    await sendFromPage({ ...person(1), traits: { email: theirs, phone: '+1 555 0111' } })
    await pass(HOUR)
    expect((await records()).contacts).toMatchObject([
      { email: ours?.email, work_number: '+1 555 0111', emails: [{}, { value: theirs }] },
    ])
  })

  it.each([true, false])('gets the status of its own stage, known before: %s', async (isKnown) => {
    const lists = {
      lifecycle_stages: [
        { id: 1, name: 'Lead' },
        { id: 2, name: 'Qualified' },
      ],
      contact_statuses: [
        { id: 11, name: 'New', lifecycle_stage_id: 1 },
        { id: 12, name: 'Called', lifecycle_stage_id: 1 },
        { id: 21, name: 'New', lifecycle_stage_id: 2 },
        { id: 22, name: 'Called', lifecycle_stage_id: 2 },
      ],
    }
    await setAccount({ lists })
    await configure({ EVENTS: '{"Call Made":{"status":"Called"}}' })
    await seed({ emails: theirs, lifecycle_stage_id: 2, contact_status_id: 21 })
    const known = { type: 'identify', userId: 'u-7', traits: { email: theirs } }
    if (isKnown) {
      await send(known)
      await pass(HOUR)
    }
    await send(known, { type: 'track', userId: 'u-7', event: 'Call Made' })
    await pass(HOUR)
    expect((await records()).contacts).toMatchObject([
      { lifecycle_stage_id: 2, contact_status_id: 22 },
    ])
  })
})
