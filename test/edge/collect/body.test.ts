import { afterEach, describe, expect, it, vi } from 'vitest'
import { MAX_REQUEST_BYTES } from '../../../src/protocol/batch.ts'
import { batch, openGate, read, track } from './gate.ts'

const gate = openGate()
afterEach(() => {
  vi.useRealTimers()
})
const good = JSON.stringify(batch(track))

/** A body as a stream has no Content-Length. */
function stream(...chunks: (string | Uint8Array)[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) {
        controller.enqueue(typeof chunk === 'string' ? encoder.encode(chunk) : chunk)
      }
      controller.close()
    },
  })
}

const gzip = (text: string) => stream(text).pipeThrough(new CompressionStream('gzip'))

async function postBytes(body: BodyInit, headers: Record<string, string> = {}) {
  const before = gate.appended.length
  const answer = await read(await gate.ask('/v1/batch', { method: 'POST', body, headers }))
  return { ...answer, wrote: gate.appended.length - before }
}

describe('a body', () => {
  it.each([
    'text/plain;charset=UTF-8',
    'application/json',
    'application/x-www-form-urlencoded',
    'image/png',
  ])('is JSON, whatever its content type: %s', async (type) => {
    expect(await postBytes(good, { 'content-type': type })).toMatchObject({ status: 200, wrote: 1 })
  })

  it('may be compressed with gzip', async () => {
    const answer = await postBytes(gzip(good), { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({ status: 200, wrote: 1 })
  })

  it('may begin with a byte order mark', async () => {
    expect(await postBytes(`\uFEFF${good}`)).toMatchObject({ status: 200, wrote: 1 })
  })

  it('may arrive in pieces that cut a character in two', async () => {
    const bytes = new TextEncoder().encode(JSON.stringify(batch({ ...track, event: 'Zürich' })))
    const cut = bytes.indexOf(0xc3) + 1
    const answer = await postBytes(stream(bytes.subarray(0, cut), bytes.subarray(cut)))
    expect(answer.status).toBe(200)
    expect(gate.stored().at(-1)).toMatchObject({ event: 'Zürich' })
  })
})

const tooLong = `{"writeKey":"wk_site","batch":[],"a":"${'x'.repeat(MAX_REQUEST_BYTES)}"}`

describe('a body is refused, and nothing is stored, when it', () => {
  it.each<[string, BodyInit, Record<string, string>, number, string]>([
    ['is empty', '', {}, 400, 'wrong_shape'],
    ['is blank', ' \n ', {}, 400, 'wrong_shape'],
    ['is no JSON', 'hello', {}, 400, 'wrong_shape'],
    ['ends early', good.slice(0, -1), {}, 400, 'not_json'],
    ['goes on after its end', `${good}}`, {}, 400, 'not_json'],
    ['says NaN', '{"writeKey":"wk_site","batch":[NaN]}', {}, 400, 'not_json'],
    ['is a list', '[]', {}, 400, 'wrong_shape'],
    ['is a text', '"hello"', {}, 400, 'wrong_shape'],
    ['is null', 'null', {}, 400, 'wrong_shape'],
    ['has no batch', '{"writeKey":"wk_site"}', {}, 400, 'wrong_shape'],
    ['has a batch that is no list', '{"writeKey":"wk_site","batch":{}}', {}, 400, 'wrong_shape'],
    ['is not UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), {}, 400, 'not_json'],
    ['is larger than 512 KB', tooLong, {}, 413, 'too_large'],
    ['claims gzip and is not', good, { 'content-encoding': 'gzip' }, 400, 'bad_encoding'],
    ['is compressed otherwise', good, { 'content-encoding': 'br' }, 415, 'unsupported_encoding'],
  ])('%s', async (_, body, headers, status, code) => {
    const answer = await postBytes(body, headers)
    expect(answer).toMatchObject({ status, wrote: 0 })
    expect(answer.body.error.code).toBe(code)
  })

  it('is larger than 512 KB, sent in pieces without a length', async () => {
    const piece = new Uint8Array(64 * 1024).fill(0x20)
    const pieces = Array.from({ length: 9 }, () => piece)
    expect(await postBytes(stream(...pieces))).toMatchObject({ status: 413, wrote: 0 })
  })

  it('is a gzip bomb', async () => {
    const bomb = gzip(' '.repeat(64 * 1024 * 1024))
    const answer = await postBytes(bomb, { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({ status: 413, wrote: 0 })
  })

  it('is gzip that breaks off', async () => {
    const whole = new Uint8Array(await new Response(gzip(good)).arrayBuffer())
    const answer = await postBytes(whole.slice(0, -12), { 'content-encoding': 'gzip' })
    expect(answer).toMatchObject({ status: 400, wrote: 0 })
  })

  it('claims to be small and is not', async () => {
    const headers = { 'content-length': '10' }
    expect(await postBytes(stream(tooLong), headers)).toMatchObject({ status: 413, wrote: 0 })
  })

  it('was never sent', async () => {
    const response = await gate.ask('/v1/batch', { method: 'POST' })
    expect(response.status).toBe(400)
  })
})

it('waits for a slow body no longer than 20 seconds', async () => {
  vi.useFakeTimers()
  const { readable, writable } = new IdentityTransformStream()
  const writing = writable.getWriter().write(new TextEncoder().encode('{"batch":'))
  const answer = gate.ask('/v1/batch', { method: 'POST', body: readable })
  await writing
  await vi.advanceTimersByTimeAsync(20_000)
  expect((await answer).status).toBe(408)
})

it('answers on every refusal with JSON that nobody caches and nobody sniffs', async () => {
  const { headers } = await postBytes('hello')
  expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect(headers.get('cache-control')).toBe('no-store')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('content-security-policy')).toContain("default-src 'none'")
})
