import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Env } from '../../../src/edge/env.ts'
import { openGate, SITE } from './gate.ts'

const clean = { provenance: 'page', judged: true }

interface Lead {
  traits?: object
  context?: object
  writeKey?: string
}

async function signUp({ traits, context, writeKey = 'wk_site' }: Lead, env: Partial<Env> = {}) {
  const gate = openGate({ env })
  const event = { anonymousId: 'a1', traits: { email: 'ann@acme.example', ...traits }, context }
  const { status } = await gate.post('/v1/identify', { ...event, writeKey })
  return { status, event: gate.stored()[0] }
}

describe('a sign-up', () => {
  it.each<[string, Lead, string]>([
    ['has its trap field filled', { traits: { honeypot: 'http://spam.example' } }, 'honeypot'],
    [
      'is reported by the SDK to have it filled',
      { context: { form: { honeypot: true } } },
      'honeypot',
    ],
    ['was filled in too fast', { context: { form: { seconds: 0.4 } } }, 'too-fast'],
    ['comes from a throw-away mailbox', { traits: { email: 'x@mailinator.com' } }, 'disposable'],
    ['comes from a subdomain of one', { traits: { email: 'x@eu.Mailinator.com' } }, 'disposable'],
    ['comes from a shared mailbox', { traits: { email: 'info@acme.example' } }, 'role'],
    [
      'comes from a shared mailbox with a tag',
      { traits: { email: 'Sales+web@acme.example' } },
      'role',
    ],
    ['comes from a driven browser', { context: { webdriver: true } }, 'webdriver'],
  ])('is flagged when it %s', async (_, lead, flag) => {
    const { status, event } = await signUp(lead)
    expect(status).toBe(200)
    expect(event?.admission?.flags).toEqual([flag])
  })

  it('of a person is not flagged', async () => {
    const { event } = await signUp({ context: { form: { seconds: 25 } } })
    expect(event?.admission).toEqual(clean)
  })

  it.each(['toString', 'valueOf'])('is caught by a trap that is called %s', async (trap) => {
    const env = { LEAD_QUALITY: { honeypots: [trap] } }
    expect((await signUp({}, env)).event?.admission?.flags).toBeUndefined()
    const { event } = await signUp({ traits: { [trap]: 'x' } }, env)
    expect(event?.admission?.flags).toEqual(['honeypot'])
  })

  it('is held for review when its flag says so, and loses the trap', async () => {
    const { event } = await signUp({ traits: { honeypot: 'x' } })
    expect(event?.admission?.held).toBe(true)
    expect(event?.traits).not.toHaveProperty('honeypot')
    expect(
      (await signUp({ traits: { email: 'info@acme.example' } })).event?.admission?.held,
    ).toBeUndefined()
  })

  it('carries its flags into the field that the operator named', async () => {
    const env = { LEAD_QUALITY: { field: 'cf_quality', hold: ['disposable'], honeypots: ['fax'] } }
    const lead = { traits: { email: 'info@mailinator.com', fax: '1' } }
    const { event } = await signUp(lead, env)
    expect(event?.traits).toMatchObject({ cf_quality: 'honeypot, disposable, role' })
    expect(event?.admission?.held).toBe(true)
  })

  it('is judged by what the operator added', async () => {
    const env = { LEAD_QUALITY: { disposable: ['Trash.example'], minimumSeconds: 10 } }
    const lead = { traits: { email: 'x@trash.example' }, context: { form: { seconds: 9 } } }
    expect((await signUp(lead, env)).event?.admission?.flags).toEqual(['too-fast', 'disposable'])
  })

  it('that a server vouches for is not judged', async () => {
    const lead = { traits: { email: 'info@mailinator.com' }, writeKey: 'sk_server' }
    expect((await signUp(lead)).event?.admission).toEqual({ provenance: 'server' })
  })
})

describe('Turnstile', () => {
  const env = { TURNSTILE_SECRET: 'turnstile-secret' }
  const solved = { success: true, hostname: 'www.acme.example' }

  function stubSiteverify(answer: object) {
    const siteverify = vi.fn<typeof fetch>(async () => Response.json(answer))
    vi.stubGlobal('fetch', siteverify)
    return siteverify
  }

  afterEach(() => {
    vi.unstubAllGlobals()
  })

  it.each(['context', 'traits'])('lets a solved challenge pass, sent in %s', async (place) => {
    const siteverify = stubSiteverify(solved)
    const lead =
      place === 'context'
        ? { context: { turnstileToken: 'token' } }
        : { traits: { 'cf-turnstile-response': 'token' } }
    const { event } = await signUp(lead, env)
    expect(event?.admission).toEqual(clean)
    expect(JSON.stringify(event)).not.toContain('token')
    const sent = JSON.parse(String(siteverify.mock.calls[0]?.[1]?.body))
    expect(sent).toMatchObject({ secret: 'turnstile-secret', response: 'token' })
    expect(sent.idempotency_key).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/,
    )
  })

  it.each<[string, object]>([
    ['was used before', { success: false, 'error-codes': ['timeout-or-duplicate'] }],
    ['was solved on another site', { success: true, hostname: 'evil.example' }],
    ['is answered with nonsense', { hello: 'world' }],
  ])('holds a lead whose token %s', async (_, answer) => {
    stubSiteverify(answer)
    const { event } = await signUp({ context: { turnstileToken: 'token' } }, env)
    expect(event?.admission).toEqual({ provenance: 'page', flags: ['turnstile'], held: true })
  })

  it('holds a lead without a token, and asks nobody', async () => {
    const siteverify = stubSiteverify(solved)
    expect((await signUp({}, env)).event?.admission?.held).toBe(true)
    const long = { context: { turnstileToken: 'x'.repeat(3_000) } }
    expect((await signUp(long, env)).event?.admission?.held).toBe(true)
    expect(siteverify).not.toHaveBeenCalled()
  })

  it('holds leads while Cloudflare does not answer', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    vi.stubGlobal('fetch', () => Promise.reject(new Error('network')))
    const { status, event } = await signUp({ context: { turnstileToken: 'token' } }, env)
    expect(status).toBe(200)
    expect(event?.admission?.held).toBe(true)
  })

  it('asks at most three times for one request', async () => {
    const siteverify = stubSiteverify(solved)
    const gate = openGate({ env })
    const lead = (turnstileToken: string) => ({
      type: 'identify',
      userId: 'u1',
      traits: { email: `${turnstileToken}@acme.example` },
      context: { turnstileToken },
    })
    const leads = ['a', 'a', 'b', 'c', 'd', 'e'].map(lead)
    await gate.post('/v1/batch', { writeKey: 'wk_site', batch: leads }, { origin: SITE })
    expect(siteverify).toHaveBeenCalledTimes(3)
    expect(gate.stored().map(({ admission }) => admission?.held)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      true,
      true,
    ])
  })

  it('does not concern visitors who give no address', async () => {
    const siteverify = stubSiteverify(solved)
    const gate = openGate({ env })
    await gate.post('/v1/page', { anonymousId: 'a1', writeKey: 'wk_site' })
    expect(gate.stored()[0]?.admission).toEqual({ provenance: 'page' })
    expect(siteverify).not.toHaveBeenCalled()
  })
})

describe('a lead that comes another way', () => {
  const env = { TURNSTILE_SECRET: 'turnstile-secret' }
  const siteverify = vi.fn<typeof fetch>(async () =>
    Response.json({ success: true, hostname: 'www.acme.example' }),
  )

  afterEach(() => {
    vi.unstubAllGlobals()
    siteverify.mockClear()
  })

  const admissions = async (events: object[], settings: Partial<Env> = env) => {
    vi.stubGlobal('fetch', siteverify)
    const gate = openGate({ env: settings })
    const { body } = await gate.post('/v1/batch', { writeKey: 'wk_site', batch: events })
    expect(body.rejected).toEqual([])
    return gate.stored().map(({ admission }) => admission)
  }

  it.each<object>([
    { type: 'identify', anonymousId: 'a', traits: { emails: 'x@mailinator.com' } },
    { type: 'identify', anonymousId: 'a', traits: { emails: ['x@mailinator.com'] } },
    { type: 'identify', anonymousId: 'a', properties: { email: 'x@mailinator.com' } },
    { type: 'page', anonymousId: 'a', context: { traits: { email: 'x@mailinator.com' } } },
    { type: 'screen', userId: 'x@mailinator.com' },
    { type: 'track', event: 'x', messageId: 'm', properties: { email: 'x@mailinator.com' } },
    {
      type: 'group',
      anonymousId: 'a',
      traits: { name: 'A' },
      context: { externalId: { id: 'x@mailinator.com' } },
    },
  ])('needs a token, and is judged: %j', async (event) => {
    expect(await admissions([event])).toEqual([
      { provenance: 'page', flags: ['disposable', 'turnstile'], held: true },
    ])
    expect(siteverify).not.toHaveBeenCalled()
  })

  it('is not proven by the token of another lead', async () => {
    const lead = (name: string, turnstileToken: string) => ({
      type: 'identify',
      anonymousId: name,
      traits: { email: `${name}@acme.example` },
      context: { turnstileToken },
    })
    const view = {
      type: 'page',
      anonymousId: 'ann',
      context: { traits: { email: 'ann@acme.example' } },
    }
    const found = await admissions([
      lead('ann', 't'),
      lead('ann', 't'),
      view,
      lead('bob', 't'),
      lead('cid', 't'),
    ])
    expect(found.map((admission) => admission?.held)).toEqual([
      ...[undefined, undefined, undefined],
      ...[true, true],
    ])
    expect(siteverify).toHaveBeenCalledTimes(1)
  })

  it('asks Cloudflare again for another lead with a spent token', async () => {
    const keys: string[] = []
    for (const name of ['ann', 'ann', 'bob']) {
      const traits = { email: `${name}@acme.example`, 'cf-turnstile-response': 't' }
      await admissions([{ type: 'identify', anonymousId: 'a', traits }])
      keys.push(JSON.parse(String(siteverify.mock.calls.at(-1)?.[1]?.body)).idempotency_key)
    }
    expect(keys[0]).toBe(keys[1])
    expect(keys[0]).not.toBe(keys[2])
  })

  it.each([
    { cfMessage: 'all clean' },
    { cf_message: 'x', cfMessage: 'all clean' },
    { CF_MESSAGE: 'all clean', message: 'all clean' },
  ])('does not write the flags itself: %j', async (traits) => {
    const gate = openGate({ env: { LEAD_QUALITY: { field: 'cf_message' } } })
    const event = {
      traits: { email: 'info@acme.example', ...traits },
      context: { traits },
      anonymousId: 'a',
    }
    await gate.post('/v1/identify', { ...event, writeKey: 'wk_site' })
    const [stored] = gate.stored()
    expect(stored?.traits).toEqual({ email: 'info@acme.example', cf_message: 'role' })
    expect(stored?.context['traits']).toEqual({})
  })
})
