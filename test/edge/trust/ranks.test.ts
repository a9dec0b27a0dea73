import { describe, expect, it } from 'vitest'
import {
  configure,
  control,
  drain,
  outage,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const DAY = 24 * HOUR

const identify = (ids: object, traits: object = {}, more: object = {}) => ({
  type: 'identify',
  ...ids,
  traits,
  ...more,
})
const at = (milliseconds: number) => ({
  timestamp: new Date(Date.now() + milliseconds).toISOString(),
})
const contactOf = async (email: string) =>
  (await records()).contacts.find((contact) => contact.email === email)

describe('a userId that a server has set', () => {
  it.each(['cust-w1', '7'])('leads to whom the server says: %s', async (userId) => {
    await send(identify({ userId }, { email: 'ann@acme.example' }))
    await drain()
    await sendFromPage(identify({ userId }, { email: 'thief@evil.example', jobTitle: 'Thief' }))
    await sendFromPage(identify({ userId: 'mal' }, { email: 'mal@evil.example' }))
    await sendFromPage({ type: 'alias', userId: 'mal', previousId: userId })
    await drain()
    await send(identify({ userId }, { jobTitle: 'CONFIDENTIAL' }))
    await drain()
    const { contacts } = await records()
    expect(
      contacts.map(({ email, job_title, external_id }) => [email, job_title, external_id]),
    ).toEqual([
      ['ann@acme.example', 'CONFIDENTIAL', userId],
      ['thief@evil.example', 'Thief', null],
      ['mal@evil.example', null, 'mal'],
    ])
  })

  it.each(['cust-w1', '7'])('is taken from who claimed it before: %s', async (userId) => {
    await sendFromPage(identify({ userId }, { email: 'thief@evil.example' }))
    await drain()
    await send(identify({ userId }, { email: 'ann@acme.example' }))
    await send(identify({ userId }, { jobTitle: 'CONFIDENTIAL' }))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ job_title: 'CONFIDENTIAL' })
    expect(await contactOf('thief@evil.example')).toMatchObject({ job_title: null })
  })

  it('stays when a page names another one beside the address', async () => {
    await send(identify({ userId: 'cust-w3' }, { email: 'ann@acme.example' }))
    await drain()
    await sendFromPage(identify({ userId: 'mallory-3' }, { email: 'ann@acme.example' }))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ external_id: 'cust-w3' })
  })
})

it.each([
  ['server', send],
  ['page', sendFromPage],
] as const)('a %s’s new customer who waits keeps the address', async (_, post) => {
  await outage()
  await post(identify({ userId: 'new' }, { email: 'ann@acme.example', phone: '+1 555 0100' }))
  await sendFromPage(identify({ userId: 'new' }, { email: 'thief@evil.example' }))
  await setFaults({ rules: [] })
  await pass(2 * HOUR)
  expect(await contactOf('ann@acme.example')).toMatchObject({ work_number: '+1 555 0100' })
  expect(await contactOf('thief@evil.example')).toMatchObject({ work_number: null })
})

describe('a value that a server has set', () => {
  it.each([
    ['country', 'country', 'TRUE', 'ATTACK'],
    ['jobTitle', 'job_title', 'CTO', 'Intern'],
  ])('outlives what a page says later: %s', async (trait, field, value, other) => {
    await sendFromPage(identify({}, { email: 'ann@acme.example', [trait]: other }))
    await drain()
    await send(identify({}, { email: 'ann@acme.example', [trait]: value }, at(-HOUR)))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ [field]: value })
    await pass(DAY)
    await sendFromPage(identify({}, { email: 'ann@acme.example', [trait]: other }))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ [field]: value })
  })

  it('is the person’s own to change after thirty days', async () => {
    await send(identify({}, { email: 'ann@acme.example', city: 'Pune' }, at(-400 * DAY)))
    await drain()
    await sendFromPage(identify({}, { email: 'ann@acme.example', city: 'Oslo' }))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ city: 'Pune' })
    await pass(31 * DAY)
    await sendFromPage(identify({}, { email: 'ann@acme.example', city: 'Oslo' }))
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ city: 'Oslo' })
  })

  it.each(['website', 'city'])('outlives a page’s word on the company: %s', async (trait) => {
    const group = (value: string) => ({
      type: 'group',
      groupId: 'g',
      userId: 'u-1',
      traits: { name: 'Acme', [trait]: value },
    })
    await send(group('https://acme.example'))
    await sendFromPage(group('https://evil.example'))
    await drain()
    const [account] = (await records()).sales_accounts
    expect(account).toMatchObject({ [trait]: 'https://acme.example' })
  })
})

it('decides nothing about how somebody first came by a page view of long ago', async () => {
  const came = (source: string) => ({ context: { attribution: { first: { source } } } })
  const page = { type: 'page', anonymousId: 'a-1' }
  await send({ ...page, ...came('fair') })
  await sendFromPage({ ...page, ...came('forged'), timestamp: '1970-01-02T00:00:00.000Z' })
  await send(identify({ anonymousId: 'a-1' }, { email: 'ann@acme.example' }))
  await drain()
  expect(await contactOf('ann@acme.example')).toMatchObject({ first_source: 'fair' })
})

describe('a messageId that a page has used', () => {
  it.each(['order-77', '1'])('suppresses nothing of a server: %s', async (messageId) => {
    const context = { traits: { email: 'ann@acme.example' } }
    await sendFromPage({ type: 'track', event: 'Nothing', messageId, context })
    await send({
      type: 'identify',
      messageId,
      traits: { email: 'ann@acme.example', jobTitle: 'CTO', deal: { name: 'Pro' } },
    })
    await drain()
    expect(await contactOf('ann@acme.example')).toMatchObject({ job_title: 'CTO' })
  })

  it('joins the activity that the page caused, and makes one that it did not', async () => {
    await control('/simulator/settings', {
      method: 'PUT',
      body: JSON.stringify({ lists: { sales_activity_types: [{ name: 'Demo' }] } }),
    })
    await configure({ EVENTS: JSON.stringify({ 'Demo Asked': { activity: 'Demo' } }) })
    const context = { traits: { email: 'ann@acme.example' } }
    const ask = { type: 'track', event: 'Demo Asked', context }
    await sendFromPage({ ...ask, messageId: 'm-1' })
    await drain()
    await send({ ...ask, messageId: 'm-1' })
    await sendFromPage({ ...ask, event: 'Other', messageId: 'm-2' })
    await send({ ...ask, messageId: 'm-2' })
    await sendFromPage({ ...ask, messageId: 'm-2' })
    await drain()
    const { sales_activities } = await control<{ sales_activities: object[] }>('/simulator/records')
    expect(sales_activities).toHaveLength(2)
  })
})

describe('a server that says what a page has said under the same id', () => {
  const context = { traits: { email: 'ann@acme.example' } }
  const say = (reason: string, messageId = 'm-1') => ({
    type: 'track',
    event: 'Quote Requested',
    messageId,
    context,
    properties: { reason },
  })
  const made = async () =>
    await control<{ tasks: { title: string }[]; sales_activities: { title: string }[] }>(
      '/simulator/records',
    )

  it.each(['task', 'activity'])('has its word in the %s that both cause', async (what) => {
    await control('/simulator/settings', {
      method: 'PUT',
      body: JSON.stringify({ lists: { sales_activity_types: [{ name: 'Demo' }] } }),
    })
    const action =
      what === 'task'
        ? { task: 'Call: {reason}' }
        : { activity: { type: 'Demo', title: '{reason}' } }
    await configure({ EVENTS: JSON.stringify({ 'Quote Requested': action }) })
    await sendFromPage(say('forged'), say('other', 'm-2'))
    await send(say('price'))
    await sendFromPage(say('forged again'))
    await drain()
    const { tasks, sales_activities } = await made()
    const titles = [...tasks, ...sales_activities].map(({ title }) => title.replace('Call: ', ''))
    expect(titles.sort()).toEqual(['other', 'price'])
  })

  it('leaves what is there already, and makes nothing twice', async () => {
    await configure({ EVENTS: JSON.stringify({ 'Quote Requested': { task: 'Call: {reason}' } }) })
    await sendFromPage(say('first'))
    await drain()
    await send(say('second'))
    await drain()
    expect((await made()).tasks.map(({ title }) => title)).toEqual(['Call: first'])
  })
})

it('shows the operator two customers of a server whom an alias takes for one', async () => {
  await send(identify({ userId: 'u-1' }, { email: 'ann@acme.example' }))
  await send(identify({ userId: 'u-2' }, { email: 'bob@acme.example' }))
  await send({ type: 'alias', userId: 'u-2', previousId: 'u-1' })
  await drain()
  expect((await records()).contacts).toHaveLength(2)
  expect(JSON.stringify(await rows('SELECT record FROM delivery'))).toContain(
    'not merged: each has an address',
  )
})
