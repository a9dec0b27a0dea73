import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { accountId, call, contactId, reset, send, upsert } from './account.ts'

beforeEach(reset)

const merge = (body: JsonObject) => send('/simulator/merge', 'POST', body)

describe('merging contacts', () => {
  it('fills the blanks of the one that stays and keeps all addresses', async () => {
    const into = (await upsert('ann.lee@acme.example', { first_name: 'Ann', tags: ['VIP'] })).body
    const from = (
      await upsert('ann@acme.example', { first_name: 'A', city: 'Turin', tags: ['Lead'] })
    ).body
    const { body } = await merge({ into: into.contact.id, from: [from.contact.id] })
    expect(body.contact).toMatchObject({
      first_name: 'Ann',
      city: 'Turin',
      tags: ['VIP', 'Lead'],
      email: 'ann.lee@acme.example',
      emails: [
        { value: 'ann.lee@acme.example', is_primary: true },
        { value: 'ann@acme.example', is_primary: false },
      ],
    })
    expect((await call('GET', `/contacts/${from.contact.id}`)).status).toBe(404)
    expect((await call('PUT', `/contacts/${from.contact.id}/restore`)).status).toBe(404)
  })

  it('takes notes, accounts and deals along', async () => {
    const account = await accountId('Acme')
    const [into, from] = [
      await contactId('ann.lee@acme.example'),
      await contactId('ann@acme.example'),
    ]
    await upsert('ann@acme.example', { sales_accounts: [{ id: account, is_primary: true }] })
    const target = { targetable_type: 'Contact', targetable_id: from }
    await call('POST', '/notes', { note: { description: 'Hello', ...target } })
    await call('POST', '/deals', {
      name: 'Pro',
      amount: 1,
      sales_account_id: account,
      contacts_added_list: [from],
    })
    await merge({ into, from: [from] })
    const shown = await call('GET', `/contacts/${into}?include=sales_accounts,deals,notes`)
    expect(shown.body).toMatchObject({
      contact: { sales_accounts: [{ id: account, is_primary: true }] },
      deals: [{ name: 'Pro' }],
      notes: [{ description: 'Hello' }],
    })
  })

  it.each([
    [{}, 'into'],
    [{ into: 7, from: [] }, 'from'],
    [{ into: 7, from: [8] }, 'there is no contact 7'],
    [{ into: 7, from: [8], kind: 'lead' }, 'kind'],
  ])('is refused: %j', async (body, text) => {
    const { status, body: answer } = await merge(body)
    expect(status).toBe(400)
    expect(answer.error).toContain(text)
  })

  it('is refused into itself', async () => {
    const id = await contactId('ann@acme.example')
    expect((await merge({ into: id, from: [id] })).status).toBe(400)
  })
})

describe('merging accounts', () => {
  it('moves their people and deals', async () => {
    const [into, from] = [await accountId('Acme Holding'), await accountId('Acme')]
    const id = await contactId('ann@acme.example')
    await upsert('ann@acme.example', { sales_accounts: [{ id: from, is_primary: true }] })
    const deal = await call('POST', '/deals', { name: 'Pro', amount: 1, sales_account_id: from })
    await merge({ kind: 'sales_account', into, from: [from] })
    expect((await call('GET', `/sales_accounts/${from}`)).status).toBe(404)
    const contact = await call('GET', `/contacts/${id}?include=sales_accounts`)
    expect(contact.body.contact.sales_accounts).toMatchObject([{ id: into, is_primary: true }])
    const moved = await call('GET', `/deals/${deal.body.deal.id}?include=sales_account`)
    expect(moved.body.deal.sales_account_id).toBe(into)
  })
})
