import { describe, expect, it } from 'vitest'
import { calls, configure, control, drain, pass, records, send, useCleanEdge } from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const email = 'ann@acme.example'
const ann = { type: 'identify', userId: 'ann', traits: { email } }
const event = (name: string) => ({ type: 'track', userId: 'ann', event: name })
const EVENTS = JSON.stringify({
  'Signed Up': { lifecycleStage: 'Lead' },
  Qualified: { lifecycleStage: 'Sales Qualified Lead' },
  Bought: { lifecycleStage: 'Customer' },
  'Demo Requested': { status: 'Interested' },
  Won: { status: 'Won' },
  'Account Closed': { lifecycleStage: 'Lead', back: true },
})

interface Lists {
  lifecycle_stages: { id: number; name: string }[]
  contact_statuses: { id: number; name: string }[]
}

/** What the CRM says of Ann's stage, by name. */
async function stage(): Promise<string | undefined> {
  const { contacts } = await records()
  const { lifecycle_stages } = await crm<Lists>('/crm/sales/api/selector/lifecycle_stages')
  return lifecycle_stages.find(({ id }) => id === contacts[0]?.['lifecycle_stage_id'])?.name
}

const crm = <Answer>(path: string, init: RequestInit = {}) =>
  control<Answer>(path, {
    ...init,
    headers: {
      authorization: 'Token token=demo-api-key',
      accept: 'application/json',
      'content-type': 'application/json',
    },
  })

describe('a stage that an event sets', () => {
  it.each([
    ['goes on', ['Signed Up', 'Bought'], 'Customer'],
    ['does not go back', ['Bought', 'Signed Up'], 'Customer'],
    ['does not go back by a middle one', ['Bought', 'Qualified', 'Signed Up'], 'Customer'],
    ['does not go back by a status', ['Bought', 'Won', 'Demo Requested'], 'Customer'],
    ['goes back where EVENTS says so', ['Bought', 'Account Closed'], 'Lead'],
  ])('%s: %j', async (_, names, last) => {
    await configure({ EVENTS, TIMELINE: 'off' })
    await send(ann)
    await drain()
    for (const name of names) {
      await send(event(name))
      await pass(HOUR)
    }
    expect(await stage()).toBe(last)
  })

  it('does not go back from where sales people have put it', async () => {
    await configure({ EVENTS, TIMELINE: 'off' })
    await send(ann)
    await drain()
    const { lifecycle_stages } = await crm<Lists>('/crm/sales/api/selector/lifecycle_stages')
    const customer = lifecycle_stages.find(({ name }) => name === 'Customer')?.id
    const id = (await records()).contacts[0]?.id
    const body = JSON.stringify({ contact: { lifecycle_stage_id: customer } })
    await crm(`/crm/sales/api/contacts/${id}`, { method: 'PUT', body })
    await pass(HOUR)
    await send(event('Signed Up'))
    await pass(HOUR)
    expect(await stage()).toBe('Customer')
    expect((await calls()).filter((call) => call.startsWith('PUT'))).toHaveLength(1)
  })

  it('is set for somebody who is new, and for a contact that was there', async () => {
    await configure({ EVENTS, TIMELINE: 'off' })
    await send(ann, event('Qualified'))
    await pass(HOUR)
    expect(await stage()).toBe('Sales Qualified Lead')
  })
})
