import { beforeEach, expect, it } from 'vitest'
import { calls, control, pass, person, records, rows, send, useCleanEdge } from '../harness.ts'

useCleanEdge()

const HOUR = 3_600_000
const known = person(1, { company: 'Acme', tags: ['VIP'], cfPlan: 'Pro', jobTitle: 'CTO' })
const page = (path: string) => ({
  type: 'page',
  userId: 'u-1',
  properties: { url: `https://www.acme.example${path}` },
})

interface Shown {
  is_deleted: boolean
  timeline: { description?: string }[]
}

/** The contacts that sales people see. */
const present = async () =>
  ((await records()).contacts as unknown as Shown[]).filter((contact) => !contact.is_deleted)

beforeEach(async () => {
  await send(known)
  await pass(HOUR)
  const [contact] = (await records()).contacts
  await control(`/crm/sales/api/contacts/${contact?.id}`, {
    method: 'DELETE',
    headers: { authorization: 'Token token=demo-api-key', accept: 'application/json' },
  })
})

const whole = {
  first_name: 'P1',
  job_title: 'CTO',
  tags: ['VIP'],
  sales_accounts: [{ name: 'Acme' }],
}

it('makes a contact that was deleted in the CRM again when the person comes back', async () => {
  await send(page('/pricing'))
  await pass(HOUR)
  const contacts = await present()
  expect(contacts).toMatchObject([whole])
  expect(contacts[0]?.timeline[0]?.description).toContain('/pricing')
  expect(await rows('SELECT * FROM dead_letter')).toEqual([])
})

it('tells a contact made again everything, not only what changed', async () => {
  await send(person(1, { jobTitle: 'CEO' }))
  await pass(HOUR)
  expect(await present()).toMatchObject([{ ...whole, job_title: 'CEO' }])
})

it.each([
  ['deal', person(1, { deal: { name: 'Pro' } })],
  ['company', { type: 'group', userId: 'u-1', traits: { name: 'Globex' } }],
  ['tag', person(1, { tags: ['Trial'] })],
])('makes it again for a %s', async (_, event) => {
  await send(event)
  await pass(HOUR)
  expect(await present()).toMatchObject([{ first_name: 'P1', job_title: 'CTO' }])
  expect(await rows('SELECT * FROM dead_letter')).toEqual([])
})

it('comes to rest', async () => {
  await send(page('/pricing'))
  await pass(HOUR)
  const before = (await calls()).length
  await send(known)
  await pass(24 * HOUR)
  expect(await calls()).toHaveLength(before)
})
