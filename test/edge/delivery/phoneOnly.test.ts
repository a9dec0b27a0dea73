import { expect, it } from 'vitest'
import { calls, pass, records, sendFromPage, useCleanEdge } from '../harness.ts'
import { operator } from '../operator/console.ts'

useCleanEdge()

const DAY = 86_400_000

const people = [
  [{ name: 'Ann Lee', mobile: '+91 98765 43210' }, 'Ann Lee, +91 98765 43210'],
  [{ phone: '+47 22 00 00 00' }, '+47 22 00 00 00'],
] as const
const identify = (traits: object) => ({ type: 'identify', userId: 'u-42', traits })

it.each(people)('shows %o among those who wait', async (traits, detail) => {
  await sendFromPage(identify(traits))
  await pass(DAY)
  expect(await calls()).toEqual([])
  const [waiting, ...others] = (await operator.waiting()).subjects
  expect(others).toEqual([])
  expect(waiting?.waiting).toContainEqual({ what: 'needs an e-mail address', detail })
})

it.each(people)('sends %o once the address comes', async (traits) => {
  await sendFromPage(identify(traits))
  await pass(DAY)
  await sendFromPage(identify({ email: 'ann@acme.example' }))
  await pass(DAY)
  const number = 'mobile' in traits ? traits.mobile : traits.phone
  expect(JSON.stringify((await records()).contacts)).toContain(number)
  expect((await operator.waiting()).subjects).toEqual([])
})

it('forgets them as anybody who left no address', async () => {
  await sendFromPage(identify(people[0][0]))
  await pass(40 * DAY)
  expect((await operator.waiting()).subjects).toEqual([])
})
