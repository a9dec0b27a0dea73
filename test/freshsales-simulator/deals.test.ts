import { beforeEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { accountId, call, contactId, reset, settings } from './account.ts'

beforeEach(reset)

const create = async (deal: JsonObject) =>
  call('POST', '/deals', {
    deal: { name: 'Pro', amount: 10, sales_account_id: await accountId('Acme'), ...deal },
  })

describe('a deal', () => {
  it('starts at the first stage of the default pipeline, with that stage’s probability', async () => {
    const { status, body } = await create({ amount: 1234.5 })
    expect(status).toBe(200)
    expect(body.deal).toMatchObject({
      amount: '1234.5',
      base_currency_amount: '1234.5',
      probability: 10,
      deal_pipeline_id: 70000001001,
      deal_stage_id: 70000001101,
    })
  })

  it('follows its stage with the probability unless one is sent', async () => {
    const { body } = await create({})
    const won = await call('PUT', `/deals/${body.deal.id}`, {
      deal: { deal_stage_id: 70000001106 },
    })
    const odd = await call('PUT', `/deals/${body.deal.id}`, {
      deal: { deal_stage_id: 70000001102, probability: 33 },
    })
    expect([won.body.deal.probability, odd.body.deal.probability]).toEqual([100, 33])
  })

  it.each([
    [{ name: null }, "Deal name can't be empty"],
    [{ amount: 'a lot' }, 'Deal value is not a number'],
    [{ amount: 2 ** 53 }, 'Deal value is too large'],
    [{ amount: null }, "Deal value can't be empty"],
    [{ deal_stage_id: 1 }, "Deal stage doesn't exist"],
    [{ sales_account_id: 7 }, "Sales account doesn't exist"],
    [{ sales_account_id: null }, "Account name can't be empty"],
    [{ contacts_added_list: [7] }, "Contact doesn't exist"],
  ])('is refused: %j', async (fields, message) => {
    const { status, body } = await create(fields)
    expect(status).toBe(400)
    expect(body.errors.message).toContain(message)
  })

  it.each([
    ['amount', 0, '0.0'],
    ['amount', -5, '-5.0'],
    ['expected_close', '2026-03-01', '2026-03-01'],
    ['expected_close', 'next week', null],
  ])('keeps %s %j as %j', async (name, sent, kept) => {
    expect((await create({ [name]: sent })).body.deal[name]).toBe(kept)
  })

  it('is linked to contacts and counts among theirs', async () => {
    const id = await contactId('ann@acme.example')
    const { body } = await create({ contacts_added_list: [id], amount: 5600 })
    expect((await call('GET', `/contacts/${id}`)).body.contact).toMatchObject({
      open_deals_amount: '5600.0',
      open_deals_count: 1,
    })
    expect((await call('GET', `/contacts/${id}?include=deals`)).body.deals).toMatchObject([
      { id: body.deal.id },
    ])
    await call('PUT', `/deals/${body.deal.id}`, { deal: { contacts_removed_list: [id] } })
    expect((await call('GET', `/contacts/${id}`)).body.contact.open_deals_count).toBeNull()
  })

  it('is upserted by name', async () => {
    const sales_account_id = await accountId('Acme')
    const send = (amount: number) =>
      call('POST', '/deals/upsert', {
        unique_identifier: { name: 'Pro' },
        deal: { amount, sales_account_id },
      })
    const [first, second] = [await send(1), await send(2)]
    expect([first.status, second.status]).toEqual([201, 200])
    expect(second.body.deal).toMatchObject({ id: first.body.deal.id, amount: '2.0' })
  })

  it('needs no account where the account of the CRM is set so', async () => {
    await settings({ required: { deal: [] } })
    expect((await create({ sales_account_id: null })).status).toBe(200)
  })

  it('tells the ids it is linked to only when they are asked for', async () => {
    const { body } = await create({ owner_id: 70000000601, deal_type_id: 70000001201 })
    for (const id of ['owner_id', 'sales_account_id', 'deal_type_id', 'currency_id'])
      expect(body.deal).not.toHaveProperty(id)
    const shown = await call('GET', `/deals/${body.deal.id}?include=owner,sales_account,deal_type`)
    expect(shown.body).toMatchObject({
      deal: {
        owner_id: 70000000601,
        sales_account_id: await accountId('Acme'),
        deal_type_id: 70000001201,
      },
      deal_types: [{ name: 'New Business' }],
    })
  })
})
