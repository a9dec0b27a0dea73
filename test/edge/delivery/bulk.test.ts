import { beforeEach, expect, it } from 'vitest'
import {
  calls,
  configure,
  pass,
  person,
  records,
  rows,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { lenient } from '../lenient.ts'

useCleanEdge()
beforeEach(() => setAccount(lenient.bulkJobsWithResults))

const HOUR = 3_600_000
const people = (count: number) => Array.from({ length: count }, (_, i) => person(i))

beforeEach(() => configure({ BULK_UPSERT: '1' }))

it('sends a hundred contacts that wait in two calls', async () => {
  await send(...people(100))
  await pass(60_000)
  expect(await calls()).toEqual([
    'POST /contacts/bulk_upsert',
    expect.stringMatching(/^GET \/job_statuses/),
  ])
  expect((await records()).contacts).toHaveLength(100)
})

it('sends them alone when the job does not end', async () => {
  await setAccount({ bulkSeconds: 86_400 })
  await send(...people(30))
  await pass(HOUR)
  expect((await records()).contacts).toHaveLength(30)
})

it('saves ninety-nine of a hundred when one is poisoned, and sets that one aside', async () => {
  const poison = { status: 400, body: { errors: { code: 400, message: ['No such luck'] } } }
  await setFaults({
    rules: [{ match: { path: '/contacts/upsert', body: 'person42@' }, answer: poison }],
  })
  const all = people(100)
  all[42] = person(42, { jobTitle: 'x'.repeat(300) })
  await send(...all)
  await pass(HOUR)
  expect((await records()).contacts).toHaveLength(99)
  expect(await rows('SELECT reason FROM dead_letter')).toHaveLength(1)
  expect((await calls()).length).toBeLessThanOrEqual(2 + 8)
})

it('goes one by one when the account knows no bulk', async () => {
  await setFaults({ rules: [{ match: { path: 'bulk_upsert' }, answer: { status: 404 } }] })
  await send(...people(25))
  await pass(HOUR)
  expect((await records()).contacts).toHaveLength(25)
})
