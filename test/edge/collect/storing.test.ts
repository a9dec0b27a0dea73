import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { batch, openGate, SITE, track } from './gate.ts'

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
})
afterEach(() => {
  vi.restoreAllMocks()
})

describe('an acknowledged batch', () => {
  it('is one append, with the time it arrived', async () => {
    const gate = openGate()
    const before = Date.now()
    const { body } = await gate.post('/v1/batch', batch(track, track))
    expect(body).toEqual({ success: true, accepted: 2, rejected: [] })
    expect(gate.appended).toHaveLength(1)
    expect(gate.appended[0]?.receivedAt).toBeGreaterThanOrEqual(before)
  })
})

describe('a batch that could not be stored', () => {
  it('is answered with 503 and when to come again', async () => {
    const append = async () => ({ stored: false, retryAfterSeconds: 300 }) as const
    const { status, headers, body } = await openGate({ outbox: { append } }).post(
      '/v1/batch',
      batch(track),
      { origin: SITE },
    )
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('300')
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect(body).toMatchObject({ success: false, error: { code: 'not_stored' } })
  })

  it.each([
    ['once more, when the object says so', { retryable: true }, 2],
    ['not again, when the object is overloaded', { retryable: true, overloaded: true }, 1],
    ['not again, after a fault', {}, 1],
  ])('is tried %s', async (_, traits, attempts) => {
    const append = vi.fn(() => Promise.reject(Object.assign(new Error('secret cause'), traits)))
    const gate = openGate({ outbox: { append } })
    const { status, headers, text } = await gate.post('/v1/batch', batch(track))
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('10')
    expect(text).not.toContain('secret cause')
    expect(append).toHaveBeenCalledTimes(attempts)
  })
})

describe('/health', () => {
  const ask = async (outbox: object = {}) => {
    const response = await openGate({ outbox }).ask('/health')
    return { status: response.status, body: await response.json() }
  }

  it('says that leads flow', async () => {
    const body = { ok: true, degraded: [], oldestWaitingSeconds: 0 }
    expect(await ask()).toEqual({ status: 200, body })
  })

  it('says what is wrong', async () => {
    const sick = { ok: false, degraded: ['The API key is refused.'], oldestWaitingSeconds: 900 }
    expect(await ask({ status: async () => sick })).toEqual({ status: 503, body: sick })
  })

  it('is asked so often by one address and no more', async () => {
    const counts = new Map<string, number>()
    const limit = async ({ key }: { key: string }) => {
      counts.set(key, (counts.get(key) ?? 0) + 1)
      return { success: (counts.get(key) ?? 0) <= 600 }
    }
    const status = vi.fn(async () => ({ ok: true, degraded: [], oldestWaitingSeconds: 0 }))
    const gate = openGate({ env: { RATE_LIMIT: { limit } }, outbox: { status } })
    const from = (address: string) =>
      gate.ask('/health', { headers: { 'cf-connecting-ip': address } })
    const statuses: number[] = []
    for (let n = 0; n < 100; n++) statuses.push((await from('203.0.113.7')).status)
    expect(status.mock.calls.length).toBeLessThanOrEqual(31)
    expect(statuses.at(-1)).toBe(429)
    expect((await from('203.0.113.8')).status).toBe(200)
  })

  it('says when nobody answers', async () => {
    const status = () => Promise.reject(new Error('internal detail'))
    const answer = await ask({ status })
    expect(answer.status).toBe(503)
    expect(JSON.stringify(answer.body)).not.toContain('internal detail')
  })
})
