import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, reset, send, settings } from './account.ts'

beforeEach(reset)

const LEE = {
  last_name: 'Lee',
  email: 'lee@acme.example',
  medium: 'cpc',
  company: { name: 'Acme', number_of_employees: 60 },
  deal: { name: 'Pro', amount: 10 },
}
const create = (lead: JsonObject) => send('/api/leads', 'POST', { lead })

describe('a lead', () => {
  it('exists on classic paths only', async () => {
    expect((await call('POST', '/leads', { lead: LEE })).status).toBe(404)
    expect((await create(LEE)).status).toBe(200)
    await settings({ generation: 'modern' })
    expect((await create(LEE)).status).toBe(404)
  })

  it('keeps company and deal inside it, and changes in part', async () => {
    const { body } = await create(LEE)
    expect(body.lead).toMatchObject({
      email: 'lee@acme.example',
      company: { name: 'Acme', number_of_employees: 51 },
      deal: { name: 'Pro', amount: '10.0' },
    })
    await send(`/api/leads/${body.lead.id}`, 'PUT', { lead: { company: { city: 'Turin' } } })
    const { body: after } = await send(`/api/leads/${body.lead.id}`)
    expect(after.lead).toMatchObject({ medium: 'cpc', company: { name: 'Acme', city: 'Turin' } })
  })

  it('is refused without a last name and a company, or with a taken address', async () => {
    await create(LEE)
    expect((await create({ email: 'x@x.example' })).body.errors.message).toEqual([
      "Last name can't be empty",
      "Company name can't be empty",
    ])
    expect((await create(LEE)).body.errors.message).toEqual(['lee@acme.example already exists.'])
  })

  it('needs only one of name, number and address where the account is set so', async () => {
    await settings({ required: { lead: [] } })
    expect((await create({ email: 'x@x.example' })).status).toBe(200)
    expect((await create({ city: 'Turin' })).body.errors.message).toEqual([
      'Need to fill this Email',
    ])
  })

  it('is made and changed by its address', async () => {
    const upsertLead = (email: string, lead: JsonObject) =>
      send('/api/leads/upsert', 'POST', { unique_identifier: { emails: email }, lead })
    const first = await upsertLead('lee@acme.example', LEE)
    const second = await upsertLead('LEE@acme.example', { city: 'Turin' })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.lead).toMatchObject({
      id: first.body.lead.id,
      last_name: 'Lee',
      city: 'Turin',
    })
    expect((await call('POST', '/leads/upsert', {})).status).toBe(404)
  })

  it('is upserted in bulk on classic paths only', async () => {
    const leads = [
      { emails: 'lee@acme.example', data: LEE },
      { emails: 'x@x.example', data: {} },
    ]
    const { status, body } = await send('/api/leads/bulk_upsert', 'POST', { leads })
    expect(status).toBe(200)
    const job = await send(new URL(body.job_status_url).pathname)
    expect(JSON.parse(job.body.data)).toMatchObject({
      record_status: { succeeded: 1, failed: 1 },
      detailed_failure_report: [{ emails: 'x@x.example' }],
    })
    expect((await call('POST', '/leads/bulk_upsert', { leads })).status).toBe(404)
  })

  it('carries notes', async () => {
    const { body } = await create(LEE)
    const note = { description: 'Hello', targetable_type: 'Lead', targetable_id: body.lead.id }
    expect((await send('/api/notes', 'POST', { note })).status).toBe(200)
    expect((await send(`/api/leads/${body.lead.id}/notes`)).body.notes).toHaveLength(1)
  })

  it('becomes a contact with account and deal', async () => {
    const { body } = await create(LEE)
    const converted = await send(`/api/leads/${body.lead.id}/convert`, 'POST', { lead: {} })
    const id = converted.body.contact.id
    const shown = await send(`/api/contacts/${id}?include=sales_accounts,deals`)
    expect(shown.body).toMatchObject({
      contact: { last_name: 'Lee', sales_accounts: [{ name: 'Acme' }] },
      deals: [{ name: 'Pro', amount: 10 }],
    })
    expect((await send(`/api/leads/${body.lead.id}`)).status).toBe(404)
  })
})
