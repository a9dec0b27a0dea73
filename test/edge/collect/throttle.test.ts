import { describe, expect, it, vi } from 'vitest'
import { batch, openGate, track } from './gate.ts'
import { createRateLimit } from './rateLimit.ts'

const from = (address: string) => ({ 'cf-connecting-ip': address })

describe('a flood', () => {
  it('is refused with 429 and when to come again, before its body is read', async () => {
    const gate = openGate({ env: { RATE_LIMIT: createRateLimit(100) } })
    const statuses: number[] = []
    for (let request = 0; request < 1_000; request++) {
      const { status } = await gate.post('/v1/batch', batch(track), from('203.0.113.7'))
      statuses.push(status)
    }
    expect(statuses.filter((status) => status === 200)).toHaveLength(100)
    const { status, headers, body } = await gate.post('/v1/batch', 'x', from('203.0.113.7'))
    expect({ status, code: body.error.code }).toEqual({ status: 429, code: 'too_many_events' })
    expect(headers.get('retry-after')).toBe('10')
    expect(gate.appended).toHaveLength(100)
  })

  it('of one visitor does not stop another', async () => {
    const gate = openGate({ env: { RATE_LIMIT: createRateLimit(1) } })
    const post = (address: string) => gate.post('/v1/batch', batch(track), from(address))
    expect((await post('203.0.113.7')).status).toBe(200)
    expect((await post('203.0.113.7')).status).toBe(429)
    expect((await post('203.0.113.8')).status).toBe(200)
  })

  it('from the many addresses of one IPv6 customer is one flood', async () => {
    const gate = openGate({ env: { RATE_LIMIT: createRateLimit(1) } })
    const post = (address: string) => gate.post('/v1/batch', batch(track), from(address))
    expect((await post('2001:db8:1:2::1')).status).toBe(200)
    expect((await post('2001:db8:1:2:ffff:ffff:ffff:ffff')).status).toBe(429)
    expect((await post('2001:db8:1:3::1')).status).toBe(200)
  })
})

describe('a batch', () => {
  it('counts once for every ten events', async () => {
    const rateLimit = createRateLimit(1_000)
    const gate = openGate({ env: { RATE_LIMIT: rateLimit } })
    const counts = () => [...rateLimit.counts.values()].reduce((sum, count) => sum + count, 0)
    await gate.post('/v1/batch', batch(...Array(10).fill(track)))
    expect(counts()).toBe(1)
    await gate.post('/v1/batch', batch(...Array(500).fill(track)))
    expect(counts()).toBe(51)
  })

  it.each([
    [1, 1],
    [16, 2],
    [30, 2],
  ])('of %d KB counts by its bytes as well', async (kilobytes, expected) => {
    const rateLimit = createRateLimit(1_000)
    const gate = openGate({ env: { RATE_LIMIT: rateLimit } })
    const properties = { text: 'x'.repeat(kilobytes * 1024) }
    await gate.post('/v1/batch', batch({ ...track, properties }))
    expect([...rateLimit.counts.values()]).toEqual([expected])
  })

  it('that fills a disk with few events is a flood', async () => {
    const gate = openGate({ env: { RATE_LIMIT: createRateLimit(600) } })
    const properties = { text: 'x'.repeat(31 * 1024) }
    const full = batch(...Array(16).fill({ ...track, properties }))
    let stored = 0
    for (let request = 0; request < 60; request++)
      if ((await gate.post('/v1/batch', full)).status === 200) stored++
    expect(stored).toBeLessThan(25)
  })

  it('of a server counts once: it speaks for many visitors', async () => {
    const rateLimit = createRateLimit(1_000)
    const gate = openGate({ env: { RATE_LIMIT: rateLimit } })
    await gate.post('/v1/batch', { writeKey: 'sk_server', batch: Array(500).fill(track) })
    expect([...rateLimit.counts.values()]).toEqual([1])
  })
})

it('lets everyone in when the binding fails', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const limit = () => Promise.reject(new Error('no such binding'))
  const gate = openGate({ env: { RATE_LIMIT: { limit } } })
  expect((await gate.post('/v1/batch', batch(track))).status).toBe(200)
})
