import { describe, expect, it } from 'vitest'
import { IDENTITY_SECRET, openGate } from './gate.ts'
import { sign } from './sign.ts'

const HOUR_SECONDS = 3600
const NEXT_SECRET = 'the secret that is to replace it, as long as it'
const now = () => Math.floor(Date.now() / 1000)
const exp = now() + HOUR_SECONDS
const claims = { sub: '42', email: 'ann@acme.example', exp }

const env = { IDENTITY_SECRET, IDENTITY_SECRET_NEXT: NEXT_SECRET }

async function identifyWith(identityToken: unknown, person: object = {}, settings: object = {}) {
  const gate = openGate({ env: { ...env, ...settings } })
  const event = {
    userId: '42',
    traits: { email: 'Ann@Acme.example', owner_id: 7 },
    context: { identityToken },
    ...person,
  }
  const answer = await gate.post('/v1/identify', { ...event, writeKey: 'wk_site' })
  return { ...answer, event: gate.stored()[0], gate }
}

describe('a signed identity', () => {
  it.each([
    ['binds userId and e-mail', claims],
    ['names its audience', { ...claims, aud: 'Website' }],
    ['names several audiences', { ...claims, aud: ['Other', 'Website'] }],
    ['has begun', { ...claims, nbf: now() - 10 }],
  ])('lifts the limits when it %s', async (_, payload) => {
    const { status, event } = await identifyWith(await sign(payload))
    expect(status).toBe(200)
    expect(event?.traits).toMatchObject({ owner_id: 7 })
    expect(event?.admission).toEqual({ provenance: 'signed' })
  })

  it('may be signed with either of two secrets', async () => {
    expect((await identifyWith(await sign(claims, { secret: NEXT_SECRET }))).status).toBe(200)
  })

  it('is not kept', async () => {
    const { event } = await identifyWith(await sign(claims))
    expect(JSON.stringify(event)).not.toContain('identityToken')
  })

  it('is not looked at where no secret is set', async () => {
    const { event } = await identifyWith(
      'whatever',
      {},
      { IDENTITY_SECRET: '', IDENTITY_SECRET_NEXT: '' },
    )
    expect(event?.admission?.provenance).toBe('page')
  })
})

describe('a signed identity is refused with 401 when it', () => {
  it.each<[string, () => unknown | Promise<unknown>, RegExp]>([
    ['is a number', () => 7, /is not a JWT/],
    ['is no JWT', () => 'abc', /is not a JWT/],
    ['is an HMAC in upper-case hex', () => 'A1'.repeat(32), /is not a JWT/],
    ['has no signature', async () => (await sign(claims)).replace(/[^.]+$/, ''), /signature/],
    ['has a fourth part', async () => `${await sign(claims)}.x`, /is not a JWT/],
    ['is longer than any', () => `${'a'.repeat(5_000)}.b.c`, /is not a JWT/],
    ['says alg none', () => sign(claims, { header: { alg: 'none' } }), /HS256/],
    ['says another alg', () => sign(claims, { header: { alg: 'RS256' } }), /HS256/],
    [
      'has a header that must be understood',
      () => sign(claims, { header: { alg: 'HS256', crit: ['b64'] } }),
      /HS256/,
    ],
    ['is signed with the write key', () => sign(claims, { secret: 'wk_site' }), /signature/],
    ['is signed with an empty secret', () => sign(claims, { secret: ' ' }), /signature/],
    [
      'was changed afterwards',
      async () =>
        (await sign(claims)).replace(
          /\.[^.]+\./,
          `.${btoa('{"exp":9999999999,"sub":"42"}').replaceAll('=', '')}.`,
        ),
      /signature/,
    ],
    ['has ended', () => sign({ ...claims, exp: now() - 120 }), /has expired/],
    ['never ends', () => sign({ sub: '42' }), /"exp"/],
    ['ends at a text', () => sign({ ...claims, exp: '9999999999' }), /"exp"/],
    ['has not begun', () => sign({ ...claims, nbf: now() + HOUR_SECONDS }), /"nbf"/],
    ['is for another source', () => sign({ ...claims, aud: 'Shop' }), /"aud"/],
    ['names nobody', () => sign({ exp }), /"sub"/],
    ['names another user', () => sign({ ...claims, sub: '43' }), /userId of this event/],
    [
      'names another address',
      () => sign({ ...claims, email: 'eve@evil.example' }),
      /e-mail address of this event/,
    ],
    ['does not name the address', () => sign({ sub: '42', exp }), /e-mail address of this event/],
    ['does not name the user', () => sign({ email: claims.email, exp }), /userId of this event/],
  ])('%s', async (_, token, message) => {
    const { status, body, gate } = await identifyWith(await token())
    expect(status).toBe(401)
    expect(body.error.code).toBe('invalid_identity')
    expect(body.error.message).toMatch(message)
    expect(gate.appended).toHaveLength(0)
  })
})

describe('a source that takes signed identities only', () => {
  const settings = { WRITE_KEYS: { wk_site: { source: 'Website', signed: true } } }

  it('refuses a person without one', async () => {
    const { status, body } = await identifyWith(undefined, {}, settings)
    expect(status).toBe(401)
    expect(body.error.code).toBe('unsigned_identity')
  })

  it('takes a person with one, and visitors who have not introduced themselves', async () => {
    expect((await identifyWith(await sign(claims), {}, settings)).status).toBe(200)
    const gate = openGate({ env: { ...env, ...settings } })
    const page = { type: 'page', anonymousId: 'a1', writeKey: 'wk_site' }
    expect((await gate.post('/v1/page', page)).status).toBe(200)
  })
})
