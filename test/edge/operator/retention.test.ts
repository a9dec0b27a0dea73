import { expect, it } from 'vitest'
import { pass, person, rows, send, setFaults, useCleanEdge } from '../harness.ts'
import { operator, refusal } from './console.ts'

useCleanEdge()

const DAY = 86_400_000

it('keeps dead letters and deliveries for thirty days, also when nothing else happens', async () => {
  await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
  await send(person(1))
  await pass(29 * DAY)
  expect((await operator.deadLetters()).total.count).toBe(1)
  expect(await operator.deliveries()).toHaveLength(1)
  await pass(2 * DAY)
  expect((await operator.deadLetters()).total.count).toBe(0)
  expect(await operator.deliveries()).toEqual([])
})

it('cleans a little at a time, until all that is old is gone', async () => {
  await send(person(1))
  await pass(DAY)
  const at = Date.now() - 31 * DAY
  await rows(
    `INSERT INTO dead_letter (id, at, subject, reason, record)
     WITH RECURSIVE n(i) AS (SELECT -999 UNION ALL SELECT i + 1 FROM n WHERE i < 0)
     SELECT i, ${at}, 0, 'old', '{}' FROM n`,
  )
  await send(person(2))
  await pass(1_000)
  expect(await rows('SELECT id FROM dead_letter')).toEqual([])
})
