import { describe, expect, it, vi } from 'vitest'
import {
  configure,
  control,
  drain,
  outage,
  pass,
  records,
  recover,
  rows,
  send,
  sendFromPage,
  setAccount,
  signUp,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()
vi.setConfig({ testTimeout: 60_000 })

const MINUTE = 60_000
const HOUR = 60 * MINUTE

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
