import { describe, expect, it } from 'vitest'
import { batch, EDGE, openGate, SITE, track } from './gate.ts'

const gate = openGate()
const postFrom = (origin: string) => gate.post('/v1/batch', batch(track), { origin })

describe('the origin of a page', () => {
  it.each([
    ['is listed', SITE],
    ['is the edge itself', EDGE],
    ['is listed, in capitals and with its port', 'https://WWW.ACME.example:443'],
  ])('is let in when it %s', async (_, origin) => {
    const { status, headers } = await postFrom(origin)
    expect(status).toBe(200)
    expect(headers.get('access-control-allow-origin')).toBe(origin)
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After')
    expect(headers.get('vary')).toBe('Origin')
    expect(headers.has('access-control-allow-credentials')).toBe(false)
  })

  it.each([
    'null',
    'https://www.acme.example.evil.com',
    'https://evilwww.acme.example',
    'http://www.acme.example',
    'https://www.acme.example:8443',
    'https://www.acme.example@evil.com',
    'https://www.acme.example, https://evil.com',
    'https://www.acme.example/path',
    'file://',
    '*',
    '',
  ])('is refused when it is %j, without a CORS header', async (origin) => {
    const before = gate.appended.length
    const { status, headers, body } = await postFrom(origin)
    expect(status).toBe(403)
    expect(body.error.code).toBe('origin_not_allowed')
    expect(headers.has('access-control-allow-origin')).toBe(false)
    expect(gate.appended).toHaveLength(before)
  })

  it('may be absent, as servers send none', async () => {
    const { status, headers } = await gate.post('/v1/batch', batch(track))
    expect(status).toBe(200)
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })

  it('is refused everywhere when none is listed, but for the edge’s own pages', async () => {
    const closed = openGate({ env: { ALLOWED_ORIGINS: '[]' } })
    expect((await closed.post('/v1/batch', batch(track), { origin: SITE })).status).toBe(403)
    expect((await closed.post('/v1/batch', batch(track), { origin: EDGE })).status).toBe(200)
  })

  it('can read why it was refused for another reason', async () => {
    const { status, headers } = await gate.post('/v1/batch', 'nonsense', { origin: SITE })
    expect(status).toBe(400)
    expect(headers.get('access-control-allow-origin')).toBe(SITE)
  })
})

describe('a preflight', () => {
  const ask = (origin: string, path = '/v1/batch') =>
    gate.ask(path, {
      method: 'OPTIONS',
      headers: {
        origin,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'anonymousid,authorization,rsa-retry-attempt',
      },
    })

  it('is answered for two hours, with the headers that other libraries send', async () => {
    const { status, headers } = await ask(SITE)
    expect(status).toBe(204)
    expect(headers.get('access-control-allow-origin')).toBe(SITE)
    expect(headers.get('access-control-allow-methods')).toContain('POST')
    expect(headers.get('access-control-allow-headers')).toBe(
      'anonymousid,authorization,rsa-retry-attempt',
    )
    expect(headers.get('access-control-max-age')).toBe('7200')
    expect(headers.get('vary')).toBe('Origin')
  })

  it('of another site is refused', async () => {
    const { status, headers } = await ask('https://evil.example')
    expect(status).toBe(403)
    expect(headers.has('access-control-allow-origin')).toBe(false)
  })

  it.each(['/health', '/admin/replay'])('of %s gets no CORS header', async (path) => {
    const { status, headers } = await ask(SITE, path)
    expect([404, 405]).toContain(status)
    expect(headers.has('access-control-allow-origin')).toBe(false)
    expect(headers.has('access-control-allow-methods')).toBe(false)
  })
})
