import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import { dropOldestLetters } from '../../../src/edge/outbox/journal/journal.ts'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import {
  drain,
  outbox,
  person,
  rows,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { operator, refusal } from '../operator/console.ts'

useCleanEdge()

const nameless = (text: string) => ({ type: 'group', userId: 'u', traits: { about: text } })

describe('dead letters', () => {
  it('make room for newer ones, the oldest first, and are counted', async () => {
    for (let request = 0; request < 3; request++)
      await sendFromPage(...Array.from({ length: 12 }, () => nameless('x'.repeat(20_000))))
    await drain()
    const before = await rows<{ id: number }>('SELECT id FROM dead_letter ORDER BY id')
    expect(before.length).toBeGreaterThan(10)
    const limit = 100_000
    await runInDurableObject(outbox(), (_: Outbox, { storage }) =>
      dropOldestLetters(storage.sql, limit),
    )
    const [weight] = await rows<{ bytes: number }>(
      'SELECT SUM(octet_length(record)) AS bytes FROM dead_letter',
    )
    expect(weight?.bytes).toBeLessThanOrEqual(limit)
    const kept = await rows<{ id: number }>('SELECT id FROM dead_letter ORDER BY id')
    expect(kept).toEqual(before.slice(-kept.length))
    expect((await operator.deadLetters()).dropped).toBe(before.length - kept.length)
  })

  it.each([
    ['one', (id: number) => ({ id }), 1],
    ['all of a reason', (id: number) => ({ like: id }), 2],
    ['all', () => ({ all: true }), 3],
  ])('are deleted for good by the operator: %s', async (_, which, deleted) => {
    await setFaults({
      rules: [refusal('Odd', { body: 'person1@' }), refusal('No such luck', { path: 'upsert' })],
    })
    await send(person(1), person(2), person(3))
    await drain()
    const { letters } = await operator.deadLetters()
    const id = letters.find(({ reason }) => reason === 'No such luck')?.id ?? 0
    expect(await operator.deleteLetters(which(id))).toEqual({ deleted })
    expect((await operator.deadLetters()).total.count).toBe(3 - deleted)
  })
})
