import { describe, expect, it } from 'vitest'
import { pass, records, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'
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
