import { describe, expect, it } from 'vitest'
import { batch, openGate, read, SITE, track } from './gate.ts'

describe('a person’s refusal', () => {
  const gate = openGate()
  const refusing = (consent: object, event: object = track) => ({ ...event, context: { consent } })
  const identify = { type: 'identify', userId: 'u1' }

  it('of analytics keeps out what they did, and lets in who they say they are', async () => {
    const consent = { analytics: false, marketing: true }
    const { body } = await gate.post(
      '/v1/batch',
      batch(refusing(consent), refusing(consent, identify)),
    )
    expect(body).toMatchObject({ accepted: 1 })
    expect(body.rejected).toEqual([{ index: 0, reason: 'context.consent: analytics was refused' }])
  })

  it('of marketing keeps out who they are, and lets in what they did', async () => {
    const consent = { analytics: true, marketing: false }
    const { body } = await gate.post(
      '/v1/batch',
      batch(refusing(consent), refusing(consent, identify)),
    )
    expect(body.rejected).toEqual([{ index: 1, reason: 'context.consent: marketing was refused' }])
  })
})

describe('a refusal', () => {
  const page = { type: 'page', anonymousId: 'a1' }
  const withContext = (context: object) => ({ ...page, context })

  it.each([
    { consent: { analytics: 'denied' } },
    { consent: { Analytics: 'No' } },
    { consent: { analytics_storage: 'denied' } },
    { consent: { analytics: 0 } },
    { consent: { analytics: 'opt-out' } },
    { consent: { analytics: 'pending' } },
    { consent: { analytics: { status: 'denied' } } },
    { consent: { statistics: false } },
    { consent: { categoryPreferences: { Analytics: false, Advertising: true } } },
    { consent: { categoryPreferences: { C0002: 'false' } } },
    { consent: { analytics: true, categoryPreferences: { analytics: false } } },
    { consent: false },
    { consent: 'denied' },
    { consentManagement: { deniedConsentIds: ['Performance'] } },
  ])('is understood in the usual spellings: %j', async (context) => {
    const { body } = await openGate().post('/v1/batch', batch(withContext(context)))
    expect(body.rejected[0]?.reason).toBe('context.consent: analytics was refused')
  })

  it.each([
    { consent: { analytics: 'granted', marketing: 'denied' } },
    { consent: { Analytics: 'Yes' } },
    { consent: { analytics: 1 } },
    { consent: { analytics: null, marketing: '' } },
    { consent: { categoryPreferences: { Analytics: true } } },
    { consent: { functional: false } },
    { consent: {} },
    {},
  ])('is not read into %j', async (context) => {
    expect((await openGate().post('/v1/batch', batch(withContext(context)))).body.accepted).toBe(1)
  })

  it.each<[string, object]>([
    ['a view that names an address', { ...page, context: { traits: { email: 'a@b.co' } } }],
    ['an event of an address', { ...track, userId: 'ann@acme.example' }],
    ['an event that acts', { ...track, event: 'sales_activity' }],
    [
      'a screen with nobody else in it',
      { type: 'screen', messageId: 'm', properties: { email: 'a@b.co' } },
    ],
  ])('of marketing makes no record of %s', async (_, event) => {
    const context = {
      ...(event as { context?: object }).context,
      consent: { marketing: 'denied', analytics: true },
    }
    const { body } = await openGate().post('/v1/batch', batch({ ...event, context }))
    expect(body.rejected[0]?.reason).toBe('context.consent: marketing was refused')
  })
})

describe('Global Privacy Control', () => {
  const signal = { 'sec-gpc': '1' }
  const consenting = (consent: object) => ({ ...track, context: { consent } })

  it.each([track, { type: 'page', anonymousId: 'a1' }, { type: 'identify', userId: 'u1' }])(
    'is a refusal where an event has no word of its own: %j',
    async (event) => {
      const gate = openGate()
      expect((await gate.post('/v1/batch', batch(event), signal)).body.accepted).toBe(0)
      const off = { 'sec-gpc': '0' }
      expect((await gate.post('/v1/batch', batch(event), off)).body.accepted).toBe(1)
    },
  )

  it('gives way to what the person said', async () => {
    const gate = openGate()
    const yes = consenting({ analytics: true, marketing: true })
    expect((await gate.post('/v1/batch', batch(yes), signal)).body.accepted).toBe(1)
    const half = consenting({ marketing: true })
    expect((await gate.post('/v1/batch', batch(half), signal)).body.accepted).toBe(0)
  })

  it('is not a server’s', async () => {
    const body = { writeKey: 'sk_server', batch: [track] }
    expect((await openGate().post('/v1/batch', body, signal)).body.accepted).toBe(1)
  })
})

describe('the id cookie', () => {
  async function post(COOKIE_DOMAIN: string, cookie: string) {
    const gate = openGate({ env: { COOKIE_DOMAIN } })
    // A Request does not let a script set the Cookie header; the runtime's does.
    const request = {
      method: 'POST',
      body: JSON.stringify(batch(track)),
      headers: { cookie, origin: SITE },
    }
    return read(await gate.ask('/v1/batch', request))
  }

  it('is renewed as it is where the operator allows it', async () => {
    const { headers } = await post('acme.example', 'other=1; fse=a1%20u1; more=2')
    expect(headers.get('set-cookie')).toBe(
      'fse=a1%20u1; Domain=acme.example; Path=/; Max-Age=34560000; SameSite=Lax; Secure',
    )
    expect(headers.get('access-control-allow-credentials')).toBe('true')
    expect(headers.get('access-control-allow-origin')).toBe(SITE)
  })

  it.each([
    ['not set by default', '', 'fse=a1'],
    ['not made up', 'acme.example', 'other=1'],
    ['not renewed when it is another', 'acme.example', 'xfse=a1'],
    ['not renewed with what a cookie cannot hold', 'acme.example', 'fse=a1 b,c'],
  ])('is %s', async (_, domain, cookie) => {
    expect((await post(domain, cookie)).headers.has('set-cookie')).toBe(false)
  })
})
