import { runInDurableObject } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { calls, drain, outbox, useCleanEdge } from '../harness.ts'
import { batch, identify, track } from './gate.ts'

useCleanEdge()

const worker = (exports as unknown as { default: Fetcher }).default
const post = (body: string, headers: Record<string, string> = {}) =>
  worker.fetch('https://edge.acme.example/v1/batch', { method: 'POST', body, headers })

/** Requests that are kept, of which none has been looked at: the clock of the tests is not the runtime's. */
const rows = () =>
  runInDurableObject(outbox(), (_: Outbox, { storage }) =>
    storage.sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM inbox').one(),
  )

const withKey = (...events: unknown[]) =>
  JSON.stringify({ ...batch(...events), writeKey: 'demo-write-key' })

describe('the whole edge', () => {
  it('writes one row for a batch, and the CRM gets the person', async () => {
    const response = await post(withKey(identify, track, 'nonsense'))
    expect(response.status).toBe(200)
    expect(await rows()).toEqual({ count: 1 })
    await drain()
    expect(await calls()).toContain('POST /contacts/upsert')
  })

  it.each<[string, string, Record<string, string>]>([
    ['of another site', withKey(identify), { origin: 'https://evil.example' }],
    ['with an unknown key', JSON.stringify({ ...batch(identify), writeKey: 'no' }), {}],
    ['that is no JSON', '{', {}],
    ['that is too large', withKey(identify, { a: 'x'.repeat(600_000) }), {}],
    ['that is nested without end', `{"batch":${'['.repeat(500_000)}`, {}],
    ['of bad events only', withKey('nonsense', { type: 'constructor' }), {}],
  ])('writes no row and makes no call for a request %s', async (_, body, headers) => {
    await (await post(body, headers)).text()
    expect(await rows()).toEqual({ count: 0 })
    await drain()
    expect(await calls()).toEqual([])
  })

  it('is throttled by the binding of wrangler.jsonc', { timeout: 70_000 }, async () => {
    const headers = { 'cf-connecting-ip': '198.51.100.9' }
    // Counted as any others, and quickly turned down.
    const full = withKey(...Array(500).fill('nonsense'))
    const statusOf = async () => {
      const response = await post(full, headers)
      await response.text()
      return response.status
    }
    expect(await statusOf()).toBe(200)
    // More than fills a window, and at once, since it may end meanwhile: then the next one is filled.
    await vi.waitFor(
      async () => {
        await Promise.all(Array.from({ length: 13 }, statusOf))
        expect(await statusOf()).toBe(429)
      },
      { timeout: 60_000 },
    )
  })
})
