import { beforeEach, describe, expect, it } from 'vitest'
import { call, reset, send, settings } from './account.ts'

beforeEach(reset)

const once = () => call('GET', '/contacts/filters')

describe('the quota', () => {
  it('is told by every answer', async () => {
    await once()
    const { headers } = await once()
    expect([headers.get('x-ratelimit-limit'), headers.get('x-ratelimit-remaining')]).toEqual([
      '1000',
      '998',
    ])
  })

  it('refuses with the seconds to wait, and opens again after the hour', async () => {
    await settings({ hourlyCalls: 2, now: '2026-05-01T10:00:00Z' })
    await once()
    await settings({ now: '2026-05-01T10:30:00Z' })
    await once()
    const { status, headers, body } = await once()
    expect([status, headers.get('retry-after')]).toEqual([429, '1800'])
    expect(body.errors.code).toBe(429)
    expect((await send('/simulator/status')).body.quota).toMatchObject({
      limit: 2,
      used: 2,
      refused: 1,
    })
    await settings({ now: '2026-05-01T11:00:00Z' })
    expect((await once()).status).toBe(200)
  })

  it('may count by the minute as well, and keep silent about itself', async () => {
    await settings({ minuteCalls: 1, rateLimitHeaders: false, now: '2026-05-01T10:00:00Z' })
    expect((await once()).headers.get('x-ratelimit-limit')).toBeNull()
    const { status, headers } = await once()
    expect([status, headers.get('retry-after')]).toEqual([429, '60'])
    await settings({ now: '2026-05-01T10:01:00Z' })
    expect((await once()).status).toBe(200)
  })

  it('is not spoken of when there is none', async () => {
    await settings({ hourlyCalls: 0 })
    expect((await once()).headers.get('x-ratelimit-limit')).toBeNull()
  })

  it('is not spent by a wrong key', async () => {
    await send('/crm/sales/api/contacts/filters', 'GET', undefined, { authorization: '' })
    expect((await once()).headers.get('x-ratelimit-remaining')).toBe('999')
  })
})
