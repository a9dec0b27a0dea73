import { describe, expect, it } from 'vitest'
import type { Batch } from '../../../src/protocol/batch.ts'
import { batch, identify, openGate, track } from './gate.ts'

const gate = openGate()

async function admit(event: unknown) {
  const before = gate.stored().length
  const { status, body } = await gate.post('/v1/batch', batch(event))
  return { status, ...body, event: gate.stored()[before] }
}

describe('an event is admitted when it', () => {
  it.each<[string, object]>([
    ['names a user', { type: 'identify', userId: 'u1' }],
    ['names a user by number', { type: 'identify', userId: 42 }],
    ['names an anonymous visitor', { type: 'page', anonymousId: 'a1' }],
    [
      'gives an address in traits',
      { type: 'identify', messageId: 'm', traits: { email: ' Ann@Acme.example ' } },
    ],
    [
      'gives an address in context.traits',
      {
        type: 'track',
        event: 'x',
        messageId: 'm',
        context: { traits: { email: 'a@acme.example' } },
      },
    ],
    [
      'gives an address in properties',
      { type: 'track', event: 'x', messageId: 'm', properties: { email: 'a@acme.example' } },
    ],
    [
      'is a group with a name and nobody in it',
      { type: 'group', messageId: 'm', traits: { name: 'Acme' } },
    ],
    ['merges two ids', { type: 'alias', userId: 'u1', previousId: 'a1' }],
    ['shows a screen', { type: 'screen', anonymousId: 'a1', name: 'Home' }],
    ['has its type in capitals', { type: 'IDENTIFY', userId: 'u1' }],
    [
      'has null for what it does not know',
      {
        type: 'track',
        event: 'x',
        anonymousId: 'a',
        userId: null,
        properties: null,
        context: null,
      },
    ],
  ])('%s', async (_, event) => {
    expect(await admit(event)).toMatchObject({ status: 200, accepted: 1, rejected: [] })
  })
})

describe('an event is rejected, with the field that is wrong, when', () => {
  it.each<[string, unknown, string]>([
    ['it is a text', 'hello', 'must be an object'],
    ['it is null', null, 'must be an object'],
    ['it is a list', [], 'must be an object'],
    ['it has no type', { userId: 'u1' }, 'type: must be one of'],
    ['its type is unknown', { ...track, type: 'purchase' }, 'type: must be one of'],
    ['its type is a property of every object', { ...track, type: 'constructor' }, 'type: must be'],
    ['its type is a number', { ...track, type: 7 }, 'type: must be one of'],
    ['it is about nobody', { type: 'track', event: 'x' }, 'userId: is missing'],
    [
      'it is a group about nobody',
      { type: 'group', traits: { plan: 'pro' } },
      'userId: is missing',
    ],
    ['its ids are empty', { type: 'page', userId: '', anonymousId: ' ' }, 'userId: is missing'],
    ['its id is an object', { ...track, userId: { a: 1 } }, 'userId: must be text'],
    ['its id has lost digits', { ...track, userId: 2 ** 53 + 2 }, 'userId: must be text'],
    ['its id is too long', { ...track, anonymousId: 'a'.repeat(257) }, 'anonymousId: must be text'],
    ['its messageId is too long', { ...track, messageId: 'm'.repeat(257) }, 'messageId: must be'],
    ['a track has no name', { type: 'track', userId: 'u1' }, 'event: must be text'],
    ['a track has a blank name', { type: 'track', userId: 'u1', event: ' ' }, 'event: must be'],
    ['an alias has no previous id', { type: 'alias', userId: 'u1' }, 'previousId: must be text'],
    ['its traits are a list', { ...identify, traits: ['a'] }, 'traits: must be an object'],
    ['its properties are a text', { ...track, properties: 'a' }, 'properties: must be an object'],
    ['its context is a number', { ...track, context: 1 }, 'context: must be an object'],
    [
      'its e-mail is none',
      { type: 'identify', userId: 'u1', traits: { email: 'ann' } },
      'traits.email: is not an e-mail address',
    ],
    [
      'its e-mail is a number',
      { type: 'identify', userId: 'u1', traits: { email: 7 } },
      'traits.email: is not',
    ],
    [
      'its e-mail carries a header',
      { type: 'identify', userId: 'u', traits: { email: 'a@acme.example\r\nBcc: b@evil.example' } },
      'traits.email: is not',
    ],
  ])('%s', async (_, event, reason) => {
    const { status, accepted, rejected } = await admit(event)
    expect({ status, accepted }).toEqual({ status: 200, accepted: 0 })
    expect(rejected[0]?.reason).toContain(reason)
  })

  it('it came alone: then the whole answer is a refusal', async () => {
    const { status, body } = await gate.post('/v1/track', { writeKey: 'wk_site', event: 'x' })
    expect(status).toBe(400)
    expect(body).toMatchObject({ success: false, error: { code: 'invalid_event' } })
  })
})

describe('a batch', () => {
  it('is admitted but for its bad events, each named by its place', async () => {
    const before = gate.appended.length
    const bad = { ...track, messageId: 'm-2', event: '' }
    const { status, body } = await gate.post('/v1/batch', batch(identify, bad, track, 'x'))
    expect(status).toBe(200)
    expect(body).toMatchObject({ success: true, accepted: 2 })
    expect(body.rejected).toMatchObject([{ index: 1, messageId: 'm-2' }, { index: 3 }])
    expect(gate.appended).toHaveLength(before + 1)
    expect(gate.appended.at(-1)).toMatchObject({ source: 'Website', count: 2 })
  })

  it('of bad events only, or of none, stores nothing', async () => {
    const before = gate.appended.length
    expect((await gate.post('/v1/batch', batch('x'))).body.accepted).toBe(0)
    expect((await gate.post('/v1/batch', batch())).body.accepted).toBe(0)
    expect(gate.appended).toHaveLength(before)
  })

  it('may hold the same messageId twice: the outbox knows', async () => {
    const twice = { ...track, messageId: 'm-1' }
    expect((await gate.post('/v1/batch', batch(twice, twice))).body.accepted).toBe(2)
  })

  it('takes the last of two equal keys, as JSON does', async () => {
    const body =
      '{"batch":[],"writeKey":"no","writeKey":"wk_site","batch":[{"type":"page","userId":"u"}]}'
    expect((await gate.post('/v1/batch', body)).body.accepted).toBe(1)
  })

  it('is what the protocol says', async () => {
    const sent = {
      writeKey: 'wk_site',
      sentAt: new Date().toISOString(),
      batch: [],
    } satisfies Batch
    expect((await gate.post('/v1/batch', sent)).status).toBe(200)
  })
})

describe('an admitted event', () => {
  it('gets a messageId when it has none', async () => {
    const { event } = await admit(identify)
    expect(event?.messageId).toMatch(/^[0-9a-f-]{36}$/)
    expect((await admit({ ...identify, messageId: 'mine' })).event?.messageId).toBe('mine')
  })

  it('loses the keys that no event has, and what it claims of its own admission', async () => {
    const { event } = await admit({
      ...identify,
      admission: { believed: true, provenance: 'server' },
      rows: [1],
    })
    expect(event?.admission).toEqual({ provenance: 'page', judged: true })
    expect(event).not.toHaveProperty('rows')
  })

  it('loses names that reach other objects, on every level', async () => {
    const text = `{"writeKey":"wk_site","batch":[{"type":"identify","userId":"u","__proto__":{"admin":true},
      "traits":{"__proto__":{"admin":true},"constructor":1,"plan":"pro","company":{"prototype":2,"name":"Acme"}}}]}`
    await gate.post('/v1/batch', text)
    expect(gate.stored().at(-1)?.traits).toEqual({ plan: 'pro', company: { name: 'Acme' } })
    expect(JSON.stringify(gate.stored().at(-1))).not.toContain('admin')
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })

  it('loses what no text should hold', async () => {
    const text =
      '{"writeKey":"wk_site","batch":[{"type":"identify","userId":"u","traits":{"a":"x\\u0000y\\ud800","b":1e999,"c\\u0007":1,"d":"line\\nbreak"}}]}'
    await gate.post('/v1/batch', text)
    expect(gate.stored().at(-1)?.traits).toEqual({ a: 'xy', b: null, d: 'line\nbreak' })
  })
})
