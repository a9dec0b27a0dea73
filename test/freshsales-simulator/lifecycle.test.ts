import { beforeEach, describe, expect, it } from 'vitest'
import { type Body, call, reset, upsert } from './account.ts'

beforeEach(reset)

const [NEW, LOST, WON] = [70000000401, 70000000407, 70000000408]
const [LEAD, QUALIFIED, CUSTOMER] = [70000000301, 70000000302, 70000000303]

async function stageOf(id: number): Promise<Body> {
  const { body } = await call('GET', `/contacts/${id}?include=lifecycle_stage,contact_status`)
  return [body.contact.lifecycle_stage_id, body.contact.contact_status_id]
}

describe('lifecycle stage and status', () => {
  it('start at Lead and New, and are not in a default answer', async () => {
    const { body } = await upsert('ann@acme.example')
    expect(body.contact).not.toHaveProperty('lifecycle_stage_id')
    expect(body.contact).not.toHaveProperty('contact_status_id')
    expect(await stageOf(body.contact.id)).toEqual([LEAD, NEW])
  })

  it('come beside the contact when asked for', async () => {
    const { body } = await call('POST', '/contacts/upsert?include=lifecycle_stage,contact_status', {
      unique_identifier: { emails: 'ann@acme.example' },
      contact: { lifecycle_stage_id: CUSTOMER },
    })
    expect(body.lifecycle_stages).toMatchObject([{ id: CUSTOMER, name: 'Customer' }])
    expect(body.contact_status).toMatchObject([{ id: WON, name: 'Won' }])
  })

  it('refuse a status of another stage', async () => {
    const { status, body } = await upsert('ann@acme.example', { contact_status_id: LOST })
    expect([status, body.errors.message]).toEqual([400, ['Invalid contact status provided.']])
  })

  it('take a status together with its stage', async () => {
    const { body } = await upsert('ann@acme.example', {
      lifecycle_stage_id: QUALIFIED,
      contact_status_id: LOST,
    })
    expect(await stageOf(body.contact.id)).toEqual([QUALIFIED, LOST])
  })

  it.each([[1], ['Customer']])('refuse %j as a stage', async (lifecycle_stage_id) => {
    const { status, body } = await upsert('ann@acme.example', { lifecycle_stage_id })
    expect([status, body.errors.message]).toEqual([400, ['Invalid lifecycle stage provided.']])
  })
})
