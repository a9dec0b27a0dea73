import { runInDurableObject } from 'cloudflare:test'
import { expect, it, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, person, records, send, useCleanEdge } from '../harness.ts'
import { show } from './account.ts'

useCleanEdge()

it('a full outbox asks to come back later, and takes requests again when it has worked', async ({
  task,
}) => {
  await send(person(1))
  await runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(
      "INSERT INTO inbox (id, received_at, source, events) VALUES (60000, 1, '', '[]')",
    )
  })
  vi.setSystemTime(Date.now() + 1_000)
  const refused = await send(person(2))
  await drain()
  vi.setSystemTime(Date.now() + 1_000)
  const taken = await send(person(2))
  await drain()
  show(
    task,
    `${refused.status} with Retry-After ${refused.headers.get('retry-after')}, then ${taken.status}; ` +
      `${(await records()).contacts.length} of 2 people there`,
  )
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '300'])
  expect(taken.status).toBe(200)
  expect((await records()).contacts).toHaveLength(2)
})
