import { expect, it } from 'vitest'
import {
  calls,
  configure,
  control,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const ann = {
  type: 'identify',
  userId: 'u-1',
  anonymousId: 'a-1',
  traits: { email: 'ann@acme.example', firstName: 'Ann', lastName: 'Lee', phone: '+1 555 0100' },
}

it('makes a contact of an identify', async () => {
  const response = await send(ann)
  expect(await response.json()).toEqual({ success: true, accepted: 1, rejected: [] })
  await drain()
  const { contacts } = await records()
  expect(contacts).toHaveLength(1)
  expect(contacts[0]).toMatchObject({
    email: 'ann@acme.example',
    first_name: 'Ann',
    last_name: 'Lee',
    work_number: '+1 555 0100',
    external_id: 'u-1',
  })
})

it.each([
  { userEmail: 'ann@acme.example' },
  { emails: [{ value: 'old@acme.example' }, { value: 'ann@acme.example', primary: true }] },
  { email: 'ann@acme.example; ann.lee@mail.example' },
  { email: 'N/A', work_email: 'ann@acme.example' },
])('finds the address of a sign-up: %j', async (traits) => {
  const given = { vorname: 'Ann', contactNumber: '+1 555 0100', accountName: 'Acme' }
  const response = await sendFromPage({ ...ann, userId: 'u-1', traits: { ...given, ...traits } })
  expect(await response.json()).toEqual({ success: true, accepted: 1, rejected: [] })
  await drain()
  expect((await records()).contacts).toMatchObject([
    {
      email: 'ann@acme.example',
      first_name: 'Ann',
      work_number: '+1 555 0100',
      sales_accounts: [{ name: 'Acme' }],
    },
  ])
})

it('keeps whoever has no address to give, for an id to find', async () => {
  const traits = { email: '-', mobile: '+1 555 0101' }
  expect(await (await send({ ...ann, traits })).json()).toMatchObject({ accepted: 1 })
  await drain()
  await send({ ...ann, traits: { email: 'ann@acme.example' } })
  await drain()
  expect((await records()).contacts).toMatchObject([{ mobile_number: '+1 555 0101' }])
})

it('costs one call when the same identify comes on every page', async () => {
  for (let page = 0; page < 5; page++) {
    await send(ann)
    await drain()
  }
  expect(await calls()).toEqual(['POST /contacts/upsert'])
})

it('sends only what changed', async () => {
  await send(ann)
  await drain()
  await send({ ...ann, traits: { ...ann.traits, phone: '+1 555 0199' } })
  await drain()
  const { contacts } = await records()
  expect(contacts[0]).toMatchObject({ first_name: 'Ann', work_number: '+1 555 0199' })
  expect(await calls()).toHaveLength(2)
})

it('keeps the newer value when an older event arrives late', async () => {
  await send({
    ...ann,
    timestamp: '2040-01-12T08:30:00.000Z',
    traits: { ...ann.traits, city: 'Rome' },
  })
  await drain()
  await send({
    ...ann,
    timestamp: '2040-01-12T08:00:00.000Z',
    traits: { ...ann.traits, city: 'Turin' },
  })
  await drain()
  expect((await records()).contacts[0]).toMatchObject({ city: 'Rome' })
})

it('tells the pages someone looked at before they introduced themselves', async () => {
  const page = (url: string, title: string) => ({
    type: 'page',
    anonymousId: 'a-1',
    properties: { url: `https://www.acme.example${url}`, title },
  })
  await send(page('/', 'Home'), page('/pricing', 'Pricing'))
  await pass(60_000)
  expect(await calls()).toEqual([])
  await send(ann)
  await pass(5_000)
  const { contacts } = await records()
  expect(JSON.stringify(contacts[0])).toContain('Pricing')
  expect((await calls()).filter((call) => call.startsWith('POST /notes'))).toHaveLength(1)
})

it('links the company of a group, and links two of one batch', async () => {
  const group = (name: string) => ({
    type: 'group',
    userId: 'u-1',
    groupId: name,
    traits: { name },
    context: { traits: { email: 'ann@acme.example' } },
  })
  await send(ann, group('Acme'), group('Globex'))
  await drain()
  const { contacts, sales_accounts: accounts } = await records()
  expect(accounts.map(({ name }) => name)).toEqual(['Acme', 'Globex'])
  expect(contacts[0]?.['sales_accounts']).toMatchObject([
    { name: 'Acme', is_primary: true },
    { name: 'Globex', is_primary: false },
  ])
  const before = (await calls()).length
  await send(group('Acme'))
  await drain()
  expect(await calls()).toHaveLength(before)
})

const arrival = {
  first: { source: 'google', medium: 'cpc', name: 'spring' },
  last: { source: 'news', medium: 'email' },
}

it('tells how a new contact first came', async () => {
  await send({ ...ann, context: { attribution: arrival } })
  await drain()
  expect((await records()).contacts[0]).toMatchObject({
    first_source: 'google',
    first_campaign: 'spring',
    latest_source: 'news',
  })
})

it('leaves the original source of a contact that was there before', async () => {
  await control('/simulator/seed', {
    method: 'POST',
    body: JSON.stringify({ contacts: [{ emails: 'ann@acme.example', first_source: 'Referral' }] }),
  })
  await send({ ...ann, context: { attribution: arrival } })
  await drain()
  expect((await records()).contacts[0]).toMatchObject({
    first_source: 'Referral',
    latest_source: 'news',
  })
})

it('makes no contact for a value that cannot be sent', async () => {
  await send({
    type: 'track',
    event: 'lifecycle_stage',
    userId: 'u-1',
    properties: { lifecycleStageName: 'No such stage' },
    context: { traits: { email: 'ann@acme.example' } },
  })
  await pass(3_600_000)
  expect((await records()).contacts).toEqual([])
})

const touch = (from: object) => ({ attribution: { first: from, last: from } })

it.each([
  [
    { click: { gclid: 'x' }, landing: 'https://acme.example/?gclid=x' },
    'google',
    'cpc',
    70_000_000_509,
  ],
  [{ referrer: 'https://www.bing.com/' }, 'bing', 'organic', 70_000_000_502],
  [{ referrer: 'android-app://com.linkedin.android/' }, 'linkedin', 'social', null],
  [{ landing: 'https://acme.example/' }, 'direct', 'none', 70_000_000_508],
])('files somebody new under the channel they came by: %o', async (from, source, medium, own) => {
  await sendFromPage({ ...ann, context: touch(from) })
  await drain()
  expect((await records()).contacts).toMatchObject([
    { first_source: source, first_medium: medium, latest_source: source, lead_source_id: own },
  ])
})

it.each([
  ['a server says', {}, send],
  ['the operator says', { DEFAULTS: '{"leadSource":"Web"}' }, sendFromPage],
])('leaves the lead source that %s', async (_, settings, post) => {
  await configure(settings)
  const traits = { ...ann.traits, ...(post === send && { leadSource: 'Web' }) }
  await post({ ...ann, traits, context: touch({ referrer: 'https://www.bing.com/' }) })
  await drain()
  expect((await records()).contacts).toMatchObject([{ source: 'Web', first_source: 'bing' }])
})

it('leaves a contact that was there without a lead source', async () => {
  await control('/simulator/seed', {
    method: 'POST',
    body: JSON.stringify({ contacts: [{ emails: 'ann@acme.example' }] }),
  })
  await sendFromPage({ ...ann, context: touch({ referrer: 'https://www.bing.com/' }) })
  await drain()
  expect((await records()).contacts).toMatchObject([
    { lead_source_id: null, latest_source: 'bing' },
  ])
})
