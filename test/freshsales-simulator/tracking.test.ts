import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { reset, send, settings } from './account.ts'

beforeEach(reset)

const track = (path: string, body: JsonObject) =>
  send(
    path,
    'POST',
    { application_token: 'demo-app-token', sdk: 'ruby', identifier: 'u-1', ...body },
    { authorization: '' },
  )

const ANN = {
  'First name': 'Ann',
  Email: 'ann@acme.example',
  Plan: 'Pro',
  company: { Name: 'Acme' },
}

describe('the tracking API', () => {
  it('makes a contact of a visitor, by labels, and puts events on the timeline', async () => {
    await track('/crm/sales/track/page_views', {
      page_view: { url: 'https://acme.example/pricing' },
    })
    expect((await track('/crm/sales/track/visitors', { visitor: ANN })).status).toBe(200)
    await track('/crm/sales/track/events', { event: { name: 'Plan compared', seats: 40 } })
    const { contacts, visitors } = (await send('/simulator/records')).body
    expect(visitors).toMatchObject([{ identifier: 'u-1', contact: contacts[0].id }])
    expect(contacts).toMatchObject([
      {
        first_name: 'Ann',
        email: 'ann@acme.example',
        custom_field: { cf_plan: 'Pro' },
        sales_accounts: [{ name: 'Acme' }],
        timeline: [
          { type: 'event', event: 'Plan compared', properties: { seats: 40 } },
          { type: 'page_view', url: 'https://acme.example/pricing' },
        ],
      },
    ])
  })

  it('makes leads on classic paths unless a contact is asked for', async () => {
    await track('/track/visitors', { visitor: ANN })
    await track('/track/visitors', {
      identifier: 'u-2',
      visitor: { Email: 'bob@acme.example', fs_contact: true },
    })
    const { contacts, leads } = (await send('/simulator/records')).body
    expect(leads).toMatchObject([{ first_name: 'Ann', company: { name: 'Acme' } }])
    expect(contacts).toMatchObject([{ email: 'bob@acme.example' }])
  })

  it.each([
    [401, { application_token: 'other' }],
    [400, { sdk: 'cobol' }],
    [400, { identifier: '' }],
    [400, { event: {} }],
    [400, { event: { seats: 40 } }],
  ])('answers %i for %j', async (status, wrong) => {
    expect(
      (await track('/crm/sales/track/events', { event: { name: 'x' }, ...wrong })).status,
    ).toBe(status)
  })

  it('can be switched off, as on accounts that may no longer have it', async () => {
    await settings({ tracking: false })
    expect((await track('/crm/sales/track/events', { event: { name: 'x' } })).status).toBe(404)
  })
})
