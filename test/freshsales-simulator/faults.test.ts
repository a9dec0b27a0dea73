import { beforeEach, describe, expect, it } from 'vitest'
import { call, faults, reset, send, upsert } from './account.ts'

beforeEach(reset)

const statuses = async (count: number, email = 'ann@acme.example') => {
  const seen: number[] = []
  for (let index = 0; index < count; index += 1) seen.push((await upsert(email)).status)
  return seen
}

describe('a fault', () => {
  it('spoils matching calls only, so many times', async () => {
    await faults({
      match: { method: 'POST', path: '/contacts/upsert', body: 'ann@' },
      times: 2,
      answer: { status: 503 },
    })
    expect((await call('GET', '/contacts/filters')).status).toBe(200)
    expect((await upsert('bob@acme.example')).status).toBe(201)
    expect(await statuses(3)).toEqual([503, 503, 201])
  })

  it('keeps the call from taking effect, unless only the answer shall be lost', async () => {
    await faults({ times: 1 }, { times: 1, applied: true })
    expect(await statuses(3)).toEqual([500, 500, 200])
  })

  it('can start late', async () => {
    await faults({ skip: 1, times: 1 })
    expect(await statuses(3)).toEqual([201, 500, 200])
  })

  it('follows a script for each record', async () => {
    await faults({ script: [500, 500, 200, 429] })
    const [ann, bob] = [await statuses(5), await statuses(3, 'bob@acme.example')]
    expect(ann).toEqual([500, 500, 201, 429, 200])
    expect(bob).toEqual([500, 500, 201])
  })

  it('strikes by chance, the same calls for the same seed', async () => {
    const strikes = async (seed: number) => {
      await send('/simulator/faults', 'PUT', { seed, rules: [{ probability: 0.3 }] })
      return (await statuses(100)).map((status) => status >= 500)
    }
    const [first, again, other] = [await strikes(1), await strikes(1), await strikes(2)]
    expect(again).toEqual(first)
    expect(other).not.toEqual(first)
    expect(first.filter(Boolean).length).toBeGreaterThan(15)
    expect(first.filter(Boolean).length).toBeLessThan(45)
  })

  it.each([
    ['html', 200, /^<!doctype html>/],
    ['garbage', 200, /^\{"contact": \{"id": 7000$/],
    ['redirect', 302, /^$/],
  ])('can be %s', async (kind, status, text) => {
    await faults({ kind })
    const reply = await upsert('ann@acme.example')
    expect(reply.status).toBe(status)
    expect(reply.body).toMatch(text)
  })

  it('can be an answer of 2 MB', async () => {
    await faults({ kind: 'large' })
    expect((await upsert('ann@acme.example')).body.padding.length).toBe(2 * 1024 * 1024)
  })

  it('can be slow, and then answers as usual', async () => {
    await faults({ kind: 'slow', delayMs: 60 })
    const startedAt = Date.now()
    expect((await upsert('ann@acme.example')).status).toBe(201)
    expect(Date.now() - startedAt).toBeGreaterThanOrEqual(55)
  })

  it.each(['close', 'hang'])('can break the connection: %s', async (kind) => {
    await faults({ kind, delayMs: 10 })
    await expect(upsert('ann@acme.example')).rejects.toThrow()
  })

  it('answers what it is told: status, headers and body', async () => {
    const body = { errors: { code: 400, message: ['response_code :: 429 Too many requests'] } }
    await faults({ answer: { status: 429, headers: { 'Retry-After': '99999999' }, body } })
    const reply = await upsert('ann@acme.example')
    expect([reply.status, reply.headers.get('retry-after'), reply.body]).toEqual([
      429,
      '99999999',
      body,
    ])
  })

  it('is named in the log, and counted', async () => {
    await faults({ name: 'outage', match: { path: 'upsert' } })
    await upsert('ann@acme.example')
    expect((await send('/simulator/calls')).body.calls).toMatchObject([
      { fault: 'outage', status: 500 },
    ])
    expect((await send('/simulator/faults')).body.rules).toMatchObject([{ met: 1, spoilt: 1 }])
  })

  it('is refused when it cannot be understood', async () => {
    const { status, body } = await faults({ kindd: 'slow' })
    expect(status).toBe(400)
    expect(body.error).toContain('rules.0.kindd')
  })
})
