import { expect, it } from 'vitest'
import { calls, drain, pass, records, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()

const signUp = (email: string, more: object = {}) => ({
  type: 'identify',
  anonymousId: `a-${email}`,
  traits: { email, ...more },
})

it('brings nothing of what a page may not set to the CRM, however it is spelled', async () => {
  await sendFromPage(
    signUp('x@acme.example', {
      firstName: 'X',
      o_wner: 'marco@crm.example',
      life_cycle_stage: 'Customer',
      con_tact_status: 'Won',
      OWNER_İD: 7,
      cus_tom_field: { cf_internal: 1 },
      sa_les_accounts: [{ id: 70_001_000_003, is_primary: true }],
      company: { name: 'PoisonCo', own_er: 'marco@crm.example', par_ent_sales_account_id: 7 },
      deal: { name: 'Poison deal', am_ount: 9_999_999, sta_ge: 'Won' },
    }),
  )
  await drain()
  const { contacts, sales_accounts, deals } = await records()
  expect(contacts).toMatchObject([{ email: 'x@acme.example', first_name: 'X' }])
  expect(sales_accounts).toMatchObject([{ name: 'PoisonCo' }])
  expect(deals).toMatchObject([{ name: 'Poison deal' }])
  expect(Number(deals[0]?.['amount'] ?? 0)).toBe(0)
  const sent = JSON.stringify(await rows('SELECT record FROM delivery'))
  expect(sent).toContain('this write key may not set it')
  for (const contact of contacts) expect(contact.custom_field).not.toHaveProperty('cf_internal')
})

it.each([0, 'undefined', 'Guest'])(
  'makes three contacts of three people whose site knows no id: %j',
  async (userId) => {
    for (const post of [send, sendFromPage]) {
      const people = ['ann@acme.example', 'bob@beta.example', 'cid@gamma.example']
      await post(
        ...people.map((email) => ({ type: 'identify', userId, traits: { email, phone: email } })),
      )
    }
    await drain()
    const { contacts } = await records()
    expect(contacts).toHaveLength(3)
    for (const { email, work_number } of contacts) expect(work_number).toBe(email)
  },
)

it('says to the operator which id was none', async () => {
  await send({ type: 'identify', userId: 'null', traits: { email: 'ann@acme.example' } })
  await drain()
  const [delivery] = await rows<{ record: string }>('SELECT record FROM delivery')
  expect(delivery?.record).toContain('identifies nobody')
})

it('is not talked out of holding a sign-up by an introduction that says nothing', async () => {
  const trap = signUp('eve@evil.example', { honeypot: 'x' })
  await sendFromPage(trap)
  await sendFromPage({ type: 'identify', anonymousId: trap.anonymousId, traits: {} })
  await sendFromPage({ type: 'identify', anonymousId: trap.anonymousId, traits: { city: 'Pune' } })
  await pass(3_600_000)
  expect(await calls()).toEqual([])
})

it('does not hold a sign-up that was in order for what another page says later', async () => {
  await sendFromPage(signUp('ann@acme.example'))
  await sendFromPage(signUp('ann@acme.example', { honeypot: 'x' }))
  await drain()
  expect((await records()).contacts).toHaveLength(1)
})
