import { describe, expect, it } from 'vitest'
import type { Env } from '../../../src/edge/env.ts'
import { batch, openGate } from './gate.ts'

const PROTECTED_TRAITS = {
  owner_id: 1,
  ownerId: 1,
  'Owner ID': 1,
  OWNER: 'eve@acme.example',
  sales_owner: 'eve',
  lifecycle_stage_id: 9,
  lifecycleStage: 'Customer',
  status: 'Won',
  contactStatusId: 3,
  id: 5,
  externalId: 'x',
  territory_id: 2,
  sales_accounts: [{ id: 1 }],
  custom_field: { cf_internal: 1 },
  'deal.amount': 1_000_000,
}
const FREE_TRAITS = {
  firstName: 'Ann',
  cf_plan: 'pro',
  cfPlan: 'pro',
  lead_source: 'Web',
  idea: 'x',
}

async function admitted(event: object, { writeKey = 'wk_site', env = {} as Partial<Env> } = {}) {
  const gate = openGate({ env })
  await gate.post('/v1/batch', { writeKey, batch: [event] })
  return gate.stored()[0]
}

const identify = (traits: object, more: object = {}) => ({
  type: 'identify',
  userId: 'u1',
  traits: { email: 'ann@acme.example', ...traits },
  ...more,
})

describe('an unsigned caller', () => {
  it('may not set what decides about a lead, in any spelling', async () => {
    const event = await admitted(identify({ ...PROTECTED_TRAITS, ...FREE_TRAITS }))
    expect(event?.traits).toEqual({ email: 'ann@acme.example', ...FREE_TRAITS })
    expect(event?.admission?.withheld).toEqual(Object.keys(PROTECTED_TRAITS))
  })

  it('may not set it through the context, a deal or a company either', async () => {
    const event = await admitted(
      identify(
        {
          deal: { name: 'Big', amount: 1e6, Deal_Stage: 'Won' },
          Deal: { amount: 1e6 },
          company: { name: 'Acme', owner_id: 1 },
        },
        {
          context: { traits: { ownerId: 1, plan: 'pro' }, externalId: { type: 'Contact', id: 7 } },
        },
      ),
    )
    expect(event?.traits).toMatchObject({ deal: { name: 'Big' }, company: { name: 'Acme' } })
    expect(JSON.stringify(event)).not.toMatch(/1000000|owner_?id":|externalId":/i)
    expect(event?.context).toMatchObject({ traits: { plan: 'pro' } })
  })

  it('may not set it through RudderStack’s built-in events', async () => {
    const properties = { title: 'Call', ownerId: 1, lifecycleStageId: 9, status: 'open', id: 3 }
    const event = await admitted({
      type: 'track',
      event: 'sales_activity',
      userId: 'u1',
      properties,
    })
    expect(event?.properties).toEqual({ title: 'Call', status: 'open', id: 3 })
  })

  it('is told nothing of the CRM, and the operator what was withheld', async () => {
    const gate = openGate()
    const { text } = await gate.post('/v1/batch', batch(identify(PROTECTED_TRAITS)))
    expect(JSON.parse(text)).toEqual({ success: true, accepted: 1, rejected: [] })
  })

  it('may set more where its source says so', async () => {
    const env = {
      WRITE_KEYS: { wk_site: { source: 'Website', fields: ['*', 'owner id', 'deal.amount'] } },
    }
    const event = await admitted(
      identify({ ownerId: 1, status: 'x', deal: { amount: 5, stage: 'Won' } }),
      { env },
    )
    expect(event?.traits).toEqual({ email: 'ann@acme.example', ownerId: 1, deal: { amount: 5 } })
  })

  it('may set everything where its source says so', async () => {
    const env = { WRITE_KEYS: { wk_site: { source: 'Website', fields: ['**'] } } }
    const deal = { name: 'Big', amount: 5 }
    const event = await admitted(identify({ ...PROTECTED_TRAITS, deal }), { env })
    expect(event?.traits).toEqual({ email: 'ann@acme.example', ...PROTECTED_TRAITS, deal })
    expect(event?.admission).toEqual({ believed: true })
  })

  it('may set only what its source lists, where it lists fields', async () => {
    const env = { WRITE_KEYS: { wk_site: { source: 'Website', fields: ['email', 'firstName'] } } }
    const event = await admitted(identify({ first_name: 'Ann', cf_plan: 'pro', phone: '1' }), {
      env,
    })
    expect(event?.traits).toEqual({ email: 'ann@acme.example', first_name: 'Ann' })
  })
})

it('a server may set everything', async () => {
  const event = await admitted(identify(PROTECTED_TRAITS), { writeKey: 'sk_server' })
  expect(event?.traits).toEqual({ email: 'ann@acme.example', ...PROTECTED_TRAITS })
  expect(event?.admission).toEqual({ believed: true })
})
