import { beforeEach, describe, expect, it } from 'vitest'
import { call, contactId, reset, send, settings, upsert } from './account.ts'

beforeEach(reset)

describe('finding records', () => {
  it.each([
    ['email', 'ANN@acme.example'],
    ['mobile_number', '+39 1'],
    ['external_id', 'u-1'],
    ['name', 'Ann Lee'],
    ['cf_gclid', 'click-1'],
  ])('looks contacts up by %s', async (field, value) => {
    const { body } = await upsert('ann@acme.example', {
      first_name: 'Ann',
      last_name: 'Lee',
      mobile_number: '+39 1',
      external_id: 'u-1',
      custom_field: { cf_gclid: 'click-1' },
    })
    const found = await call(
      'GET',
      `/lookup?q=${encodeURIComponent(value)}&f=${field}&entities=contact`,
    )
    expect(found.body).toMatchObject({ contacts: { contacts: [{ id: body.contact.id }] } })
  })

  it('answers one list for each entity that was asked for', async () => {
    const { body } = await call('GET', '/lookup?q=x&f=name&entities=contact,sales_account')
    expect(body).toEqual({ contacts: { contacts: [] }, sales_accounts: { sales_accounts: [] } })
  })

  it('searches by a part of a name, with ids as text', async () => {
    const { body } = await upsert('ann@acme.example', { first_name: 'Ann' })
    expect((await call('GET', '/search?q=ann&include=contact,deal')).body).toMatchObject([
      { id: String(body.contact.id), type: 'contact', name: 'Ann', email: 'ann@acme.example' },
    ])
    expect((await call('GET', '/search?q=nobody&include=contact')).body).toEqual([])
  })

  it('filters by rules', async () => {
    const id = await contactId('ann@acme.example')
    const { body } = await call('POST', '/filtered_search/contact', {
      filter_rule: [
        { attribute: 'contact_email.email', operator: 'is_in', value: 'ann@acme.example' },
      ],
    })
    expect(body).toMatchObject({ contacts: [{ id }], meta: { total: 1 } })
  })

  it.each([
    ['a status', 'contact_status_id', 'is_in', [70000000401, 70000000402]],
    ['a status by one id', 'contact_status_id', 'is', '70000000401'],
    ['a city', 'city', 'is_in', ['turin']],
    ['a part of a title', 'job_title', 'contains', 'engineer'],
    ['a custom field', 'cf_plan', 'is_in', ['Pro', 'Free']],
    ['a tag', 'tags', 'is_in', ['Lead']],
    ['what is not there', 'state', 'is_empty', null],
  ])('filters by %s', async (_what, attribute, operator, value) => {
    const { body } = await upsert('ann@acme.example', {
      city: 'Turin',
      state: null,
      job_title: 'Chief Engineer',
      tags: ['Lead'],
      custom_field: { cf_plan: 'Pro' },
    })
    await upsert('bob@acme.example', { state: 'Lazio', contact_status_id: 70000000403 })
    const rule = { attribute, operator, value }
    const found = await call('POST', '/filtered_search/contact', { filter_rule: [rule] })
    expect(found.body).toMatchObject({
      contacts: [{ id: body.contact.id }],
      meta: { total: 1 },
    })
  })

  it('refuses a filter with an operator there is none of', async () => {
    const rule = { attribute: 'city', operator: 'resembles', value: 'Turin' }
    const { status } = await call('POST', '/filtered_search/contact', { filter_rule: [rule] })
    expect(status).toBe(400)
  })

  it('lags behind a write by as long as it is set to, while upserts do not', async () => {
    await settings({ searchLagSeconds: 20, now: '2026-05-01T10:00:00Z' })
    await contactId('ann@acme.example')
    const lookup = async () =>
      (await call('GET', '/lookup?q=ann@acme.example&f=email&entities=contact')).body.contacts
        .contacts.length
    const search = async () => (await call('GET', '/search?q=ann')).body.length
    expect([await lookup(), await search()]).toEqual([0, 0])
    expect((await upsert('ann@acme.example')).status).toBe(200)
    await settings({ now: '2026-05-01T10:00:20Z' })
    expect([await lookup(), await search()]).toEqual([1, 1])
  })

  it('sees leads through the classic paths', async () => {
    const made = await send('/api/leads', 'POST', {
      lead: { last_name: 'Lee', email: 'lee@acme.example', company: { name: 'Acme' } },
    })
    const { body } = await send('/api/lookup?q=lee@acme.example&f=email&entities=lead')
    expect(body).toMatchObject({ leads: { leads: [{ id: made.body.lead.id }] } })
  })
})
