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
