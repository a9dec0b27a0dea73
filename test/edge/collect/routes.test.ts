import { describe, expect, it } from 'vitest'
import { EVENT_TYPES } from '../../../src/protocol/event.ts'
import { openGate, SITE } from './gate.ts'

const gate = openGate()
const auth = { authorization: `Basic ${btoa('wk_site:')}` }

const EVENTS = {
  identify: { userId: 'u1' },
  group: { userId: 'u1', groupId: 'g1' },
  track: { userId: 'u1', event: 'x' },
  page: { userId: 'u1' },
  screen: { userId: 'u1' },
  alias: { userId: 'u1', previousId: 'a1' },
}

describe('a path for one event', () => {
  it.each(
    EVENT_TYPES.flatMap(
      (type) =>
        [
          [`/v1/${type}`, type],
          [`/v1/${type[0]}`, type],
        ] as const,
    ),
  )('%s takes a %s event, whatever type its body says', async (path, type) => {
    const { status, body } = await gate.post(path, { type: 'other', ...EVENTS[type] }, auth)
    expect(status).toBe(200)
    expect(body.accepted).toBe(1)
    expect(gate.stored().at(-1)?.type).toBe(type)
  })

  it.each(['/v1/b', '/beacon/v1/batch?writeKey=wk_site'])('%s takes a batch', async (path) => {
    const batch = [{ type: 'page', userId: 'u1' }]
    expect((await gate.post(path, { batch }, path.includes('?') ? {} : auth)).body.accepted).toBe(1)
  })
})

describe('any other path', () => {
  it.each([
    '/',
    '/v0/batch',
    '/v1',
    '/v1/',
    '/v1/batch/',
    '//v1/batch',
    '/v1//batch',
    '/V1/BATCH',
    '/v1/batch%00',
    '/v1/%62atch',
    '/v1/../admin',
    '/v1/constructor',
    '/v1/x',
    '/admin/replay',
    '/v1/events/1',
    '/crm/sales/api/contacts',
    '/contacts/upsert',
    '/https://evil.example/',
  ])('%s is not found', async (path) => {
    const { status, body, headers } = await gate.post(path, '{}', auth)
    expect(status).toBe(404)
    expect(body.error.code).toBe('not_found')
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })
})

describe('a path', () => {
  it.each(['GET', 'PUT', 'DELETE', 'PATCH'])('of events does not take %s', async (method) => {
    const { status, headers } = await gate.ask('/v1/batch', { method, headers: auth })
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('POST')
  })

  it('does not change its method for a header', async () => {
    const headers = { ...auth, 'x-http-method-override': 'POST' }
    expect((await gate.ask('/v1/batch', { headers })).status).toBe(405)
  })

  it('answers HEAD as it answers GET', async () => {
    expect((await gate.ask('/health', { method: 'HEAD' })).status).toBe(200)
  })

  it('is found under the listed host names only, where some are listed', async () => {
    const strict = openGate({ env: { HOSTNAMES: '["t.acme.example"]' } })
    expect((await strict.ask('/health')).status).toBe(404)
    const open = openGate({ env: { HOSTNAMES: '["t.acme.example","edge.acme.example"]' } })
    expect((await open.ask('/health')).status).toBe(200)
  })
})

it('every answer carries the headers that keep a browser from misreading it', async () => {
  for (const path of ['/health', '/nowhere', '/v1/batch', `/v1/projects/wk_site/settings`]) {
    const { headers } = await gate.ask(path, { headers: { origin: SITE } })
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('referrer-policy')).toBe('no-referrer')
  }
})
