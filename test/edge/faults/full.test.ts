import { runInDurableObject } from 'cloudflare:test'
import { expect, it, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { drain, outbox, person, records, send, useCleanEdge } from '../harness.ts'
import { show } from './account.ts'

useCleanEdge()

it('a full outbox takes leads all the same, and all of them get to the CRM', async ({ task }) => {
  await send(person(1))
  await runInDurableObject(outbox(), (_: Outbox, { storage }) => {
    storage.sql.exec(
      "INSERT INTO inbox (id, received_at, source, events) VALUES (60000, 1, '', '[]')",
    )
  })
  vi.setSystemTime(Date.now() + 1_000)
  const taken = await send(person(2))
  await drain()
  const { contacts } = await records()
  show(task, `${taken.status}; ${contacts.length} of 2 people there`)
  expect(taken.status).toBe(200)
  expect(contacts).toHaveLength(2)
})
