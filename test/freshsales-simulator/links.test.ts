import { beforeEach, describe, expect, it } from 'vitest'
import { call, contactId, reset, upsert } from './account.ts'

beforeEach(reset)

async function accountId(name: string): Promise<number> {
  const { body } = await call('POST', '/sales_accounts/upsert', {
    unique_identifier: { name },
    sales_account: { name },
  })
  return body.sales_account.id
}

describe('the accounts of a contact', () => {
  it('are inside the contact when asked for, and nowhere otherwise', async () => {
    const id = await accountId('Acme')
    const link = {
      unique_identifier: { emails: 'ann@acme.example' },
      contact: { sales_accounts: [{ id, is_primary: true }] },
    }
    const plain = await call('POST', '/contacts/upsert', link)
    const full = await call('POST', '/contacts/upsert?include=sales_accounts', link)
    expect(plain.body.contact).not.toHaveProperty('sales_accounts')
    expect(full.body.contact.sales_accounts).toMatchObject([
      { id, name: 'Acme', is_primary: true, partial: true },
    ])
  })

  it('are replaced by the list that is sent', async () => {
    const [acme, beta] = [await accountId('Acme'), await accountId('Beta')]
    await upsert('ann@acme.example', { sales_accounts: [{ id: acme, is_primary: true }] })
    const { body } = await upsert('ann@acme.example', {
      sales_accounts: [{ id: beta, is_primary: false }],
    })
    const shown = await call('GET', `/contacts/${body.contact.id}?include=sales_accounts`)
    expect(shown.body.contact.sales_accounts).toMatchObject([{ id: beta, is_primary: true }])
  })

  it('stay when the list is not sent', async () => {
    const acme = await accountId('Acme')
    await upsert('ann@acme.example', { sales_accounts: [{ id: acme, is_primary: true }] })
    const { body } = await upsert('ann@acme.example', { city: 'Turin' })
    const shown = await call('GET', `/contacts/${body.contact.id}?include=sales_accounts`)
    expect(shown.body.contact.sales_accounts).toHaveLength(1)
  })

  it('must exist, have one primary and be ten at most', async () => {
    const ids = await Promise.all(
      Array.from({ length: 11 }, (_, index) => accountId(`Company ${index}`)),
    )
    const refusal = async (links: object[]) =>
      (await upsert('ann@acme.example', { sales_accounts: links as never })).body.errors?.message[0]
    expect(await refusal([{ id: 70099999999, is_primary: true }])).toBe(
      "Sales account doesn't exist",
    )
    expect(await refusal(ids.slice(0, 2).map((id) => ({ id, is_primary: true })))).toBe(
      'Only one account can be primary',
    )
    expect(await refusal(ids.map((id) => ({ id })))).toBe('A contact can have 10 accounts at most')
    expect(await refusal(ids.slice(0, 10).map((id) => ({ id })))).toBeUndefined()
  })
})

describe('tags', () => {
  it('are replaced, not merged', async () => {
    const id = await contactId('ann@acme.example')
    await call('PUT', `/contacts/${id}`, { contact: { tags: ['One', 'Two'] } })
    const { body } = await call('PUT', `/contacts/${id}`, { contact: { tags: ['Three'] } })
    expect(body.contact.tags).toEqual(['Three'])
  })
})

describe('what else can be included', () => {
  it('arrives beside the contact', async () => {
    const { body } = await upsert('ann@acme.example', {
      owner_id: 70000000601,
      lead_source_id: 70000000506,
      campaign_id: 70000000901,
    })
    const { body: full } = await call(
      'GET',
      `/contacts/${body.contact.id}?include=owner,source,campaign,unheard_of`,
    )
    expect(full).toMatchObject({
      contact: { owner_id: 70000000601 },
      users: [{ display_name: 'Olivia Hart' }],
      lead_sources: [{ name: 'Web Form' }],
      campaigns: [{ name: 'spring' }],
    })
  })
})
