import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { call, reset, settings } from './account.ts'

beforeEach(reset)

const upsertAccount = (name: string, sales_account: JsonObject = {}) =>
  call('POST', '/sales_accounts/upsert', {
    unique_identifier: { name },
    sales_account: { name, ...sales_account },
  })

describe('an account', () => {
  it('is created with 201 and updated with 200, by name', async () => {
    const first = await upsertAccount('Acme', { city: 'Turin' })
    const second = await upsertAccount('acme', { website: 'www.acme.example' })
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.sales_account).toMatchObject({
      id: first.body.sales_account.id,
      city: 'Turin',
      website: 'www.acme.example',
    })
  })

  it('has a name of its own', async () => {
    await upsertAccount('Acme')
    const again = await call('POST', '/sales_accounts', { sales_account: { name: 'ACME' } })
    const nameless = await call('POST', '/sales_accounts', { sales_account: { city: 'Turin' } })
    expect([again.status, again.body.errors.message]).toEqual([
      400,
      ['Name has already been taken'],
    ])
    expect([nameless.status, nameless.body.errors.message]).toEqual([400, ["Name can't be empty"]])
  })

  it.each([
    [{ website: 'not a website' }, 'website is not in required format'],
    [{ annual_revenue: 'a lot' }, 'Annual revenue is not a number'],
    [{ city: 'x'.repeat(256) }, 'The value for city is not in required length'],
    [{ industry_type_id: 'Software' }, 'Invalid industry type provided.'],
    [{ parent_sales_account_id: 7 }, "Parent account doesn't exist"],
  ])('is refused: %j', async (fields, message) => {
    const { status, body } = await upsertAccount('Acme', fields)
    expect([status, body.errors.message]).toEqual([400, [message]])
  })

  it.each([
    ['phone', 'abc', null],
    ['phone', '+39 011 555 123', '+39 011 555 123'],
    ['number_of_employees', 50, 11],
    ['number_of_employees', '1200', 1001],
    ['annual_revenue', '1000', 1000],
    ['website', 'https://acme.example/about?x=1', 'https://acme.example/about?x=1'],
  ])('keeps %s %j as %j', async (name, sent, kept) => {
    const { body } = await upsertAccount('Acme', { [name]: sent })
    expect(body.sales_account[name]).toEqual(kept)
  })

  it('can be found by a custom field marked unique', async () => {
    const { body } = await upsertAccount('Acme', { custom_field: { cf_group_id: 'g-1' } })
    const found = await call('POST', '/sales_accounts/upsert', {
      unique_identifier: { cf_group_id: 'g-1' },
      sales_account: { city: 'Turin' },
    })
    expect(found.body.sales_account.id).toBe(body.sales_account.id)
  })

  it('takes its contacts along when it is deleted so', async () => {
    const { body } = await upsertAccount('Acme')
    const id = body.sales_account.id
    const made = await call('POST', '/contacts', {
      contact: { email: 'ann@acme.example', sales_accounts: [{ id }] },
    })
    await call('DELETE', `/sales_accounts/${id}?delete_associated_contacts_deals=true`)
    expect((await call('GET', `/contacts/${made.body.contact.id}`)).status).toBe(404)
  })

  it('misses what an admin made compulsory', async () => {
    await settings({ required: { sales_account: ['website'] } })
    expect((await upsertAccount('Acme')).body.errors.message).toEqual(["Website can't be empty"])
  })
})
