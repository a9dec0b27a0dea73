import { beforeEach, describe, expect, it } from 'vitest'
import { call, contactId, reset, settings, upsert } from './account.ts'

beforeEach(reset)

describe('a contact', () => {
  it('changes only in the fields that were sent', async () => {
    await upsert('ann@acme.example', { first_name: 'Ann', city: 'Turin' })
    const { body } = await upsert('ann@acme.example', { city: 'Milan' })
    expect(body.contact).toMatchObject({ first_name: 'Ann', city: 'Milan' })
  })

  it('loses a field that was sent as null', async () => {
    const id = await contactId('ann@acme.example')
    await call('PUT', `/contacts/${id}`, { contact: { city: 'Turin' } })
    const { status, body } = await call('PUT', `/contacts/${id}`, { contact: { city: null } })
    expect(status).toBe(200)
    expect(body.contact.city).toBeNull()
  })

  it('is created with 200, also from a body without its wrapper', async () => {
    const wrapped = await call('POST', '/contacts', { contact: { email: 'ann@acme.example' } })
    const flat = await call('POST', '/contacts', { email: 'bob@acme.example', first_name: 'Bob' })
    expect([wrapped.status, flat.status]).toEqual([200, 200])
    expect(flat.body.contact.display_name).toBe('Bob')
  })

  it.each([
    [{ first_name: 'Ann' }, 'Need to fill this Email'],
    [{ mobile_number: '+39 011 555' }, 'Need to fill this Email'],
    [{ email: 'ann@' }, 'ann@ is an invalid email address'],
    [{ email: 'a n@x.example' }, 'a n@x.example is an invalid email address'],
    [{ email: 'TAKEN@acme.example' }, 'TAKEN@acme.example already exists.'],
    [{ email: 'b@acme.example', mobile_number: '1' }, 'MobileNumber is not unique'],
    [{ email: 'b@acme.example', external_id: 'U-1' }, 'ExternalId is not unique'],
    [{ email: 'b@acme.example', sales_accounts: 7 }, 'The type for sales_accounts is invalid.'],
    [{ email: 'b@acme.example', sales_accounts: [7] }, 'The type for sales_accounts is invalid.'],
    [
      { emails: Array.from({ length: 11 }, (_, index) => `b${index}@acme.example`) },
      'A contact can have 10 emails at most',
    ],
    [{ email: 'b@acme.example', lead_source_id: 'Web' }, 'Invalid source provided.'],
    [
      { email: 'b@acme.example', first_name: 'x'.repeat(256) },
      'The value for first_name is not in required length',
    ],
  ])('is refused: %j', async (contact, message) => {
    await upsert('taken@acme.example', { mobile_number: '1', external_id: 'u-1' })
    const { status, body } = await call('POST', '/contacts', { contact })
    expect(status).toBe(400)
    expect(body).toEqual({ errors: { code: 400, message: [message] } })
  })

  it('is not kept at all when one field is refused', async () => {
    await upsert('ann@acme.example', { city: 'Turin' })
    await upsert('ann@acme.example', { city: 'Milan', job_title: 'x'.repeat(256) })
    const { body } = await upsert('ann@acme.example')
    expect(body.contact.city).toBe('Turin')
  })

  it('keeps names as they are, also those that look like HTML', async () => {
    const { body } = await upsert('ann@acme.example', { first_name: '<b>Zoë</b>' })
    expect(body.contact.first_name).toBe('<b>Zoë</b>')
  })

  it('misses the fields an admin made compulsory', async () => {
    await upsert('old@acme.example')
    await settings({ required: { contact: ['lead_source_id', 'cf_plan'] } })
    const expected = {
      errors: { code: 400, message: ["Source can't be empty", "Plan can't be empty"] },
    }
    expect((await upsert('new@acme.example')).body).toEqual(expected)
    expect((await upsert('old@acme.example', { city: 'Turin' })).body).toEqual(expected)
    const complete = { lead_source_id: 70000000501, custom_field: { cf_plan: 'Pro' } }
    expect((await upsert('new@acme.example', complete)).status).toBe(201)
  })

  it('goes to the recycle bin and comes back', async () => {
    const id = await contactId('ann@acme.example')
    expect((await call('DELETE', `/contacts/${id}`)).body).toBe(true)
    expect((await call('DELETE', `/contacts/${id}`)).status).toBe(404)
    expect((await call('GET', `/contacts/${id}`)).status).toBe(404)
    expect((await call('PUT', `/contacts/${id}/restore`)).body.contact.id).toBe(id)
    expect((await call('GET', `/contacts/${id}`)).status).toBe(200)
  })

  it('is erased for good by forget', async () => {
    const id = await contactId('ann@acme.example')
    expect((await call('DELETE', `/contacts/${id}/forget`)).status).toBe(200)
    expect((await call('PUT', `/contacts/${id}/restore`)).status).toBe(404)
  })

  it('takes a second address beside the first when the account is set so', async () => {
    await settings({ behaviour: { emailsInUpdate: 'add' } })
    const id = await contactId('ann@acme.example')
    const { body } = await call('PUT', `/contacts/${id}`, {
      contact: { emails: 'ann@home.example' },
    })
    expect(body.contact.emails).toMatchObject([
      { value: 'ann@acme.example', is_primary: true },
      { value: 'ann@home.example', is_primary: false },
    ])
  })

  it('has a number of eleven digits and money as text', async () => {
    const { body } = await upsert('ann@acme.example')
    expect(String(body.contact.id)).toMatch(/^\d{11}$/)
    expect(body.contact).toMatchObject({ won_deals_amount: '0.0', record_type_id: '71000000001' })
  })
})

describe('views and lists of contacts', () => {
  it('are reached through the filters only', async () => {
    await contactId('ann@acme.example')
    expect((await call('GET', '/contacts')).status).toBe(403)
    const { filters, meta } = (await call('GET', '/contacts/filters')).body
    expect(meta).toEqual({})
    const view = filters.find(({ name }: { name: string }) => name === 'All Contacts')
    const { body } = await call('GET', `/contacts/view/${view.id}?page=1&per_page=1`)
    expect(body).toMatchObject({
      contacts: [{ email: 'ann@acme.example' }],
      meta: { total: 1, total_pages: 1 },
    })
    expect((await call('GET', '/contacts/view/1')).status).toBe(403)
    expect((await call('GET', `/contacts/view/${view.id}?page=9`)).body.contacts).toEqual([])
    expect((await call('GET', `/contacts/view/${view.id}?page=0&per_page=0`)).status).toBe(500)
  })

  it('take contacts in and out', async () => {
    const id = await contactId('ann@acme.example')
    const { list } = (await call('POST', '/lists', { name: 'Newsletter' })).body
    expect((await call('PUT', `/lists/${list.id}/add_contacts`, { ids: [id] })).body).toEqual({
      message: '1 contacts updated.',
    })
    expect((await call('GET', `/contacts/lists/${list.id}`)).body.contacts).toMatchObject([{ id }])
    await call('PUT', `/lists/${list.id}/remove_contacts`, { all: true })
    expect((await call('GET', `/contacts/lists/${list.id}`)).body.contacts).toEqual([])
    expect((await call('GET', '/lists')).body.lists).toEqual([{ id: list.id, name: 'Newsletter' }])
  })
})
