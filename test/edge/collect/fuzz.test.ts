import fc from 'fast-check'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { EVENT_TYPES } from '../../../src/protocol/event.ts'
import { isFull } from '../../shop/effort.ts'
import { IDENTITY_SECRET, openGate, read, SITE } from './gate.ts'

const BODIES = isFull ? 20_000 : 2_000

/** Every status that a refusal by design may have; 5xx are not among them. */
const DESIGNED = [200, 400, 401, 403, 404, 405, 408, 413, 415]

const secrets = {
  FRESHSALES_API_KEY: 'never-to-be-seen',
  IDENTITY_SECRET,
  TURNSTILE_SECRET: 'hidden-too',
}
const gate = openGate({
  env: { ...secrets, LEAD_QUALITY: { field: 'cf_quality' }, CLIENT_IP: 'full' },
})

/** Names that mean something here or to a careless program, and some that mean nothing. */
const key = fc.oneof(
  fc.constantFrom(
    'type',
    'userId',
    'anonymousId',
    'messageId',
    'event',
    'traits',
    'properties',
    'context',
  ),
  fc.constantFrom(
    'timestamp',
    'sentAt',
    'email',
    'name',
    'deal',
    'amount',
    'owner_id',
    'identityToken',
  ),
  fc.constantFrom(
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'length',
    'admission',
    'consent',
  ),
  fc.string({ maxLength: 8, unit: 'binary' }),
)
const leaf = fc.oneof(
  fc.constantFrom(null, true, false, '', 0, -1, 1e308, 2 ** 53, 'ann@acme.example', ...EVENT_TYPES),
  fc.constantFrom(
    '2026-01-01T00:00:00Z',
    '-271821-04-20',
    'a.b.c',
    '=cmd()',
    '<script>',
    '\u0000\ud800',
  ),
  fc.string({ maxLength: 20, unit: 'binary' }),
  fc.double(),
)
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(key, tie('value')), { maxLength: 6 }).map(toObject),
  ),
}))

/** Own keys, also of the kind that an assignment would not make one. */
function toObject(entries: [string, unknown][]): object {
  const object = {}
  for (const [name, content] of entries) {
    Object.defineProperty(object, name, { value: content, enumerable: true, configurable: true })
  }
  return object
}

const event = fc.record(
  {
    type: fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom<unknown>(...EVENT_TYPES) },
      { weight: 1, arbitrary: value },
    ),
    userId: fc.oneof(fc.constant('u1'), value),
    anonymousId: value,
    event: fc.oneof(fc.constant('Signed Up'), value),
    previousId: value,
    messageId: value,
    timestamp: value,
    traits: value,
    properties: value,
    context: value,
  },
  { requiredKeys: ['type'] },
)
const envelope = fc.record({
  writeKey: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom<unknown>('wk_site', 'sk_server') },
    { weight: 1, arbitrary: value },
  ),
  batch: fc.oneof(
    { weight: 9, arbitrary: fc.array(fc.oneof(event, value), { maxLength: 4 }) },
    { weight: 1, arbitrary: value },
  ),
  sentAt: value,
})
const json = fc
  .oneof({ weight: 6, arbitrary: envelope }, event, value)
  .map((content) => JSON.stringify(content) ?? '')

/** JSON with a piece cut out, doubled or replaced. */
const broken = fc
  .tuple(
    json,
    fc.nat(),
    fc.nat(40),
    fc.constantFrom('', '"', '\\', '{', ']', '\u0000', '1e999', ',,'),
  )
  .map(([text, at, length, patch]) => {
    const start = at % (text.length + 1)
    return text.slice(0, start) + patch + text.slice(start + length)
  })
const body = fc.oneof(
  { weight: 8, arbitrary: json },
  { weight: 2, arbitrary: broken },
  { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
)
const path = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('/v1/batch', '/v1/batch?writeKey=wk_site') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...EVENT_TYPES.map((type) => `/v1/${type}?writeKey=wk_site`)),
  },
  { weight: 1, arbitrary: fc.webPath() },
)
const headers = fc.oneof(
  { weight: 6, arbitrary: fc.constant({}) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      { origin: SITE },
      { origin: 'https://evil.example' },
      { 'content-encoding': 'gzip' },
      { authorization: 'Basic !!!' },
      { authorization: `Basic ${btoa('wk_site:')}` },
      { 'content-length': '5' },
      { 'cf-connecting-ip': ':::' },
    ),
  },
)

describe('whatever is sent', () => {
  const counts = new Map<number, number>()
  afterAll(() => {
    vi.unstubAllGlobals()
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
    const table = [...counts].map(([status, count]) => `${count} × ${status}`).join(', ')
    console.log(`${total} bodies answered as designed: ${table}`)
  })

  it(`is answered as designed, ${BODIES} times`, { timeout: 300_000 }, async () => {
    vi.stubGlobal('fetch', () => Promise.reject(new Error('no network here')))
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const property = fc.asyncProperty(path, headers, body, async (where, how, what) => {
      const before = gate.appended.length
      const request = { method: 'POST', body: what as BodyInit, headers: how }
      const answer = await read(await gate.ask(where, request))
      counts.set(answer.status, (counts.get(answer.status) ?? 0) + 1)
      expect(DESIGNED).toContain(answer.status)
      expectHarmless(answer.text)
      const stored = gate.appended.slice(before)
      const accepted = answer.status === 200 ? answer.body.accepted : 0
      expect(stored.reduce((sum, { count }) => sum + count, 0)).toBe(accepted)
      for (const { events, count } of stored) expect(JSON.parse(events)).toHaveLength(count)
      gate.appended.length = 0
    })
    await fc.assert(property, { numRuns: BODIES })
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

/** No stack, no name of a source file, no secret. */
function expectHarmless(text: string): void {
  expect(text).not.toMatch(/\bat \w+ \(|\.ts:\d|TypeError|RangeError/)
  for (const secret of Object.values(secrets)) expect(text).not.toContain(secret)
}
