import { runInDurableObject } from 'cloudflare:test'
import { expect, it } from 'vitest'
import { dropStrangers } from '../../../src/edge/outbox/operator/purge.ts'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, pass, rows, send, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()

const DAY = 86_400_000
const visitors = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => ({
    type: 'page',
    anonymousId: `s-${from + i}`,
    properties: { url: `https://www.acme.example/${'y'.repeat(1_500)}` },
  }))

/** Drops until there is room below this. */
const dropTo = (bytes: (size: number) => number) =>
  runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    const upTo = bytes(storage.sql.databaseSize)
    for (let round = 0; round < 100; round++)
      if (dropStrangers(storage, Date.now(), upTo) > Date.now()) break
    return storage.sql.databaseSize <= upTo
  })

const keys = async () =>
  (await rows<{ key: string }>('SELECT key FROM identity ORDER BY key')).map(({ key }) => key)

it('drops strangers where the file grows too large, who were seen longest ago first', async () => {
  for (const from of [100, 300]) await send(...visitors(from, from + 200))
  await pass(2 * DAY)
  await send(...visitors(500, 600))
  await drain()
  expect(await dropTo((size) => size - 400_000)).toBe(true)
  const left = await keys()
  expect(left.length).toBeGreaterThan(100)
  expect(left.length).toBeLessThanOrEqual(400)
  expect(left).toEqual(expect.arrayContaining(['a:s-500', 'a:s-599']))
})

it('drops sign-ups that wait for review after them, and nobody else', async () => {
  const odd = { email: 'eve@evil.example', honeypot: 'x' }
  await sendFromPage({ type: 'identify', anonymousId: 'eve', traits: odd })
  await send({ type: 'identify', userId: '42', traits: { email: 'ann@acme.example' } })
  await send(...visitors(0, 3))
  await pass(DAY)
  const late = { type: 'identify', userId: '43', traits: { email: 'bob@acme.example' } }
  await rows('INSERT INTO state VALUES (\'paused\', \'{"version":1,"since":1}\')')
  await send(late)
  await drain()
  await dropTo(() => 0)
  expect(await keys()).toEqual(['e:ann@acme.example', 'e:bob@acme.example', 'u:42', 'u:43'])
})
