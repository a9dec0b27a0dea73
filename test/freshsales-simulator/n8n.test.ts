import { beforeAll, describe, expect, it } from 'vitest'
import { call, reset } from './account.ts'
import { LOADERS } from './n8nLoaders.ts'
import { OPERATIONS } from './n8nOperations.ts'
import { withIds } from './withIds.ts'

/** The node itself is driven by `npm run test:clients`; these are the calls that it was seen to make. */
const ids: { [name: string]: number } = {}

beforeAll(reset)

describe("the calls of n8n's node", () => {
  it.each(
    OPERATIONS.map((operation) => [operation.resource, operation.operation, operation] as const),
  )('%s %s is answered as it expects', async (_resource, _operation, { calls, keep }) => {
    for (const [method, path, body] of calls) {
      const sent = body === undefined ? undefined : withIds(body, ids)
      const reply = await call(method, withIds(path, ids), sent)
      expect([reply.status, reply.body.errors]).toEqual([expect.toSatisfy(isDone), undefined])
      if (keep) ids[keep] = (Object.values(reply.body).at(-1) as { id: number }).id
      if (/[?&]page=1/.test(path)) expect(reply.body.meta).toBeDefined()
    }
  })

  it.each(Object.entries(LOADERS))('%s finds rows with id and name', async (_loader, path) => {
    const { status, body } = await call('GET', path)
    const [rows] = Object.values(body) as [{ id: number }[]]
    expect(status).toBe(200)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatchObject({ id: expect.any(Number) })
  })
})

function isDone(status: unknown): boolean {
  return status === 200 || status === 201
}
