import { describe, expect, it } from 'vitest'
import {
  MAX_BATCH_EVENTS,
  MAX_DEPTH,
  MAX_EVENT_BYTES,
  MAX_KEYS,
} from '../../../src/protocol/batch.ts'
import { batch, openGate, track } from './gate.ts'

const gate = openGate()

/** `{"a":{"a":…}}` as text, since a deep one could not be written by JSON.stringify. */
function nested(levels: number): string {
  return `${'{"a":'.repeat(levels - 1)}{}${'}'.repeat(levels - 1)}`
}

const deepEvent = (levels: number) =>
  `{"type":"track","event":"x","userId":"u","properties":${nested(levels - 1)}}`
const wideEvent = (keys: number) => ({
  ...track,
  properties: Object.fromEntries(Array.from({ length: keys - 4 }, (_, index) => [`k${index}`, 1])),
})
function bigEvent(bytes: number) {
  const event = { ...track, messageId: 'm', timestamp: new Date(0).toISOString() }
  const frame = JSON.stringify({ ...event, properties: { text: '' } }).length
  return { ...event, properties: { text: 'x'.repeat(bytes - frame) } }
}

describe('an event', () => {
  it.each([
    ['at the limit of depth', deepEvent(MAX_DEPTH)],
    ['at the limit of keys', JSON.stringify(wideEvent(MAX_KEYS))],
    ['below the limit of bytes', JSON.stringify(bigEvent(MAX_EVENT_BYTES - 200))],
    ['with a long list', JSON.stringify({ ...track, properties: { list: Array(5_000).fill(1) } })],
    [
      'with brackets in its texts',
      JSON.stringify({ ...track, properties: { a: '[{"\\'.repeat(500) } }),
    ],
  ])('%s is admitted', async (_, event) => {
    const { status, body } = await gate.post(
      '/v1/batch',
      `{"writeKey":"wk_site","batch":[${event}]}`,
    )
    expect(body).toMatchObject({ accepted: 1, rejected: [] })
    expect(status).toBe(200)
  })

  it.each([
    ['one level too deep', deepEvent(MAX_DEPTH + 1), 'event: is nested deeper than 10 levels'],
    ['1,000 levels deep', deepEvent(1_000), 'event: is nested deeper than 10 levels'],
    ['80,000 levels deep', deepEvent(80_000), 'event: is nested deeper than 10 levels'],
    ['of 201 keys', JSON.stringify(wideEvent(MAX_KEYS + 1)), 'event: has more than 200 keys'],
    ['of 10,001 keys', JSON.stringify(wideEvent(10_001)), 'event: has more than 200 keys'],
    ['of 33 KB', JSON.stringify(bigEvent(33 * 1024)), 'event: is larger than 32 KB'],
    [
      'of 33 KB in two-byte letters',
      JSON.stringify({ ...track, event: 'x', properties: { text: 'ü'.repeat(16_800) } }),
      'event: is larger than 32 KB',
    ],
  ])('%s is rejected, and its batch goes on', async (_, event, reason) => {
    const good = JSON.stringify(track)
    const text = `{"writeKey":"wk_site","batch":[${good},${event},${good}]}`
    const { status, body } = await gate.post('/v1/batch', text)
    expect(status).toBe(200)
    expect(body).toMatchObject({ accepted: 2, rejected: [{ index: 1, reason }] })
  })

  it('that is too large is refused with 413 when it comes alone', async () => {
    const body = { ...bigEvent(33 * 1024), writeKey: 'wk_site' }
    expect((await gate.post('/v1/track', body)).status).toBe(413)
    const deep = deepEvent(80_000).replace('{', '{"writeKey":"wk_site",')
    expect((await gate.post('/v1/track', deep)).status).toBe(413)
  })
})

describe('a batch', () => {
  it('of 500 events is admitted, one of 501 refused', async () => {
    const full = Array(MAX_BATCH_EVENTS).fill(track)
    expect((await gate.post('/v1/batch', batch(...full))).body.accepted).toBe(500)
    const before = gate.appended.length
    const { status, body } = await gate.post('/v1/batch', batch(...full, track))
    expect(status).toBe(413)
    expect(body.error.message).toBe('A batch may hold 500 events; send the rest apart.')
    expect(gate.appended).toHaveLength(before)
  })

  it.each([
    ['opens half a million lists', `{"batch":${'['.repeat(500_000)}`, 400],
    ['closes 250,000 lists as well', `{"batch":${'['.repeat(250_000)}${']'.repeat(250_000)}}`, 401],
    ['is a list of half a million brackets', '['.repeat(500_000), 400],
    ['holds 170,000 empty events', `{"batch":[${'{},'.repeat(170_000)}{}]}`, 413],
    [
      'has 50,000 keys beside the batch',
      `{${Array.from({ length: 50_000 }, (_, index) => `"${index}":1`).join()}}`,
      413,
    ],
    ['is one number of 500,000 digits', `{"batch":[${'9'.repeat(500_000)}]}`, 401],
    ['is a text that never ends', `{"batch":["${'\\'.repeat(500_000)}`, 400],
  ])('that %s is refused', async (_, text, expected) => {
    const before = gate.appended.length
    const { status } = await gate.post('/v1/batch', text)
    expect(status).toBe(expected)
    expect(gate.appended).toHaveLength(before)
  })
})

describe('what is stored of a request', () => {
  const stored = () => gate.appended.at(-1)?.events.length ?? 0

  it('does not grow with the name of the browser', async () => {
    const headers = { 'user-agent': 'x'.repeat(15_000) }
    await gate.post('/v1/batch', batch(...Array(500).fill(track)), headers)
    expect(stored()).toBeLessThan(300_000)
    expect(gate.stored().at(-1)?.context['userAgent']).toHaveLength(256)
  })

  it.each(['1e20', '9e19', '-1e20'])('does not grow past twice of it: %s', async (value) => {
    const list = Array(5_000).fill(value).join()
    const event = `{"type":"track","event":"x","userId":"u","properties":{"list":[${list}]}}`
    const { status } = await gate.post(
      '/v1/batch',
      `{"writeKey":"wk_site","batch":[${Array(16).fill(event).join()}]}`,
    )
    expect(status).toBe(200)
    expect(stored()).toBeLessThan(1024 * 1024 + 100)
  })
})
