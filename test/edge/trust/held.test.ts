import { describe, expect, it } from 'vitest'
import { control, pass, records, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'
import { operator } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000
const trapped = (company: unknown) => ({
  type: 'identify',
  anonymousId: 'a-1',
  traits: { email: 'eve@evil.example', honeypot: 'x', company, tags: ['vip'] },
})
const companies = async () => (await records()).sales_accounts.map(({ name }) => name)

describe.each(['HeldCo', { name: 'HeldCo', website: 'https://held.example' }])(
  'the company of somebody who is held: %j',
  (company) => {
    it('waits with them, and goes with them', async () => {
      await sendFromPage(trapped(company))
      await pass(HOUR)
      expect(await companies()).toEqual([])
      const [held] = await rows<{ id: number }>("SELECT id FROM subject WHERE state LIKE '%eve@%'")
      await operator.release(held?.id ?? 0)
      await pass(HOUR)
      expect(await companies()).toEqual(['HeldCo'])
      expect((await records()).contacts[0]).toMatchObject({ tags: ['vip'] })
    })

    it('is deleted with them', async () => {
      await sendFromPage(trapped(company))
      await pass(HOUR)
      const [held] = await rows<{ id: number }>("SELECT id FROM subject WHERE state LIKE '%eve@%'")
      await operator.forget(held?.id ?? 0, false)
      expect(await rows('SELECT id FROM subject')).toEqual([])
    })

    it('is made for the next one who names it', async () => {
      await sendFromPage(trapped(company))
      await pass(HOUR)
      await send({ type: 'identify', traits: { email: 'ann@acme.example', company: 'HeldCo' } })
      await pass(HOUR)
      expect(await companies()).toEqual(['HeldCo'])
      const { contacts } = await records()
      expect(contacts.map(({ email }) => email)).toEqual(['ann@acme.example'])
    })
  },
)

describe('what looks odd about somebody who is', () => {
  const ann = {
    type: 'identify',
    anonymousId: 'b-1',
    traits: {
      email: 'ann@acme.example',
      jobTitle: 'CTO',
      company: { name: 'Acme', website: 'https://acme.example' },
    },
  }
  const odd = {
    type: 'identify',
    anonymousId: 'a-1',
    traits: {
      email: 'ann@acme.example',
      honeypot: 'x',
      jobTitle: 'Nobody',
      company: { name: 'Acme', website: 'https://evil.example', phone: '+1 555 0100' },
      deal: { name: 'Poison' },
      tags: ['poison'],
    },
  }

  it.each([
    ['in the CRM', HOUR],
    ['in order, and waits', 0],
  ])('%s is not done, and sales people read of it', async (_, later) => {
    await sendFromPage(ann)
    await pass(later)
    await sendFromPage(odd, { type: 'page', anonymousId: 'a-1', properties: { url: '/x' } })
    await pass(2 * HOUR)
    const { contacts, deals, sales_accounts } = await records()
    expect(contacts).toMatchObject([{ job_title: 'CTO' }])
    expect(contacts[0]?.['tags'] ?? []).toEqual([])
    expect(sales_accounts).toMatchObject([{ name: 'Acme', website: 'https://acme.example' }])
    expect(sales_accounts[0]).not.toHaveProperty('phone', '+1 555 0100')
    expect(deals).toEqual([])
    expect(JSON.stringify(await control('/simulator/records'))).toContain('Nobody')
  })

  it.each(['Acme', 'ACME '])('new reaches no company that is there: %j', async (name) => {
    await sendFromPage(ann)
    await pass(HOUR)
    const traits = { ...odd.traits, email: 'eve@evil.example' }
    await sendFromPage({ ...odd, traits: { ...traits, company: { ...traits.company, name } } })
    await pass(HOUR)
    const [held] = await rows<{ id: number }>("SELECT id FROM subject WHERE state LIKE '%eve@%'")
    await operator.release(held?.id ?? 0)
    await pass(HOUR)
    const { contacts, sales_accounts } = await records()
    expect(contacts).toHaveLength(2)
    expect(sales_accounts).toMatchObject([{ name: 'Acme', website: 'https://acme.example' }])
  })
})
