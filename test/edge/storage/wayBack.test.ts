import { runInDurableObject } from 'cloudflare:test'
import { describe, expect, it } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, pass, person, records, rows, send, useCleanEdge } from '../harness.ts'
import { findOne, operator } from '../operator/console.ts'

useCleanEdge()

const HOUR = 3_600_000

const change = (statement: string, ...values: unknown[]): Promise<void> =>
  runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(statement, ...values)
  })

async function stateOf(id: number): Promise<{ [part: string]: unknown }> {
  const [row] = await rows<{ state: string }>(`SELECT state FROM subject WHERE id = ${id}`)
  return JSON.parse(row?.state ?? '{}')
}

/** As a later version would, which keeps more of a person than this one. */
async function addPart(id: number, part: object): Promise<void> {
  const state = { ...(await stateOf(id)), ...part }
  await change('UPDATE subject SET state = ? WHERE id = ?', JSON.stringify(state), id)
}

describe('a way back by one version', () => {
  it('keeps what this version does not know of a person through changes and deliveries', async () => {
    await send(person(1))
    await drain()
    await addPart(1, { invoices: [{ title: 'Call' }], score: { level: 3 } })
    await send(person(1, { city: 'Rome' }))
    await pass(HOUR)
    expect(await stateOf(1)).toMatchObject({ invoices: [{ title: 'Call' }], score: { level: 3 } })
    expect((await records()).contacts).toMatchObject([{ city: 'Rome' }])
  })

  it('keeps it when two people turn out to be one', async () => {
    await send(person(1), {
      type: 'page',
      anonymousId: 'a-1',
      properties: { url: 'https://www.acme.example/' },
    })
    await drain()
    await addPart(1, { invoices: [{ title: 'Call' }], score: { level: 3 }, plan: 'Pro' })
    await addPart(2, {
      invoices: [{ title: 'Write' }],
      score: { level: 1, hot: true },
      plan: 'Free',
    })
    await send({ ...person(1), anonymousId: 'a-1' })
    await pass(HOUR)
    const { id } = await findOne('person1@acme.example')
    expect(await rows('SELECT id FROM subject')).toHaveLength(1)
    expect(await stateOf(id)).toMatchObject({
      invoices: [{ title: 'Call' }, { title: 'Write' }],
      score: { level: 3, hot: true },
      plan: 'Pro',
    })
  })

  it('leaves a letter that holds more than this version can put back', async () => {
    await send(person(1))
    await drain()
    const letter = { at: 1, subject: 1, reason: 'No invoices', who: 'person1@acme.example' }
    const record = JSON.stringify({ ...letter, lost: { invoice: { title: 'Write' } } })
    await change(
      'INSERT INTO dead_letter VALUES (7, ?, 1, ?, ?)',
      Date.now(),
      'No invoices',
      record,
    )
    expect(await operator.replay({ all: true })).toMatchObject({ replayed: 0, gone: 1 })
    expect(await rows('SELECT record FROM dead_letter')).toEqual([{ record }])
    expect((await operator.deadLetters()).letters[0]?.reason).toContain('invoice')
  })
})
