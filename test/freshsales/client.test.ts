import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Call } from '../../src/freshsales/api/call.ts'
import { type ClientOptions, createClient } from '../../src/freshsales/api/client.ts'
import {
  AccountError,
  RefusedError,
  RetryLaterError,
  ThrottledError,
} from '../../src/freshsales/api/errors.ts'
import { trackEvent, upsertContact } from '../../src/freshsales/api/request.ts'
import { parseDomain } from '../../src/freshsales/domain.ts'

interface Received {
  method: string | undefined
  url: string | undefined
  headers: IncomingMessage['headers']
  body: string
}

type Responder = (response: ServerResponse, received: Received) => void

const closers: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

/** A Freshsales on this machine that answers as told. */
async function serve(respond: Responder, options: Partial<ClientOptions> = {}) {
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const call = { method: request.method, url: request.url, headers: request.headers, body }
    received.push(call)
    respond(response, call)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    return new Promise((resolve) => server.close(resolve))
  })
  const domain = parseDomain(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    allowLoopback: true,
  })
  if (!domain.ok) throw new Error(domain.reason)
  const client = createClient({
    domain: domain.value,
    apiKeys: ['KEY-1'],
    fetch,
    timeoutMs: 2000,
    ...options,
  })
  return { client, received }
}

function json(status: number, body: unknown, headers: { [name: string]: string } = {}): Responder {
  return (response) =>
    response
      .writeHead(status, { 'content-type': 'application/json', ...headers })
      .end(JSON.stringify(body))
}

const CALL = upsertContact({
  email: 'ann@acme.example',
  contact: { emails: 'ann@acme.example', city: 'Pune' },
})

async function failureOf(
  respond: Responder,
  call: Call = CALL,
  options: Partial<ClientOptions> = {},
): Promise<unknown> {
  const { client } = await serve(respond, options)
  return client.send(call).then(
    () => undefined,
    (error: unknown) => error,
  )
}

describe('a call', () => {
  test('carries the key and the body, and brings the answer with the quota', async () => {
    const { client, received } = await serve(
      json(
        201,
        { contact: { id: 7 } },
        { 'x-ratelimit-limit': '1000', 'x-ratelimit-remaining': '998' },
      ),
    )
    expect(await client.send(CALL)).toEqual({
      status: 201,
      body: { contact: { id: 7 } },
      quota: { limit: 1000, remaining: 998 },
    })
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/crm/sales/api/contacts/upsert',
        headers: {
          authorization: 'Token token=KEY-1',
          accept: 'application/json',
          'content-type': 'application/json',
        },
      },
    ])
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(CALL.body)
  })

  test('of the tracking API carries the app token and no key', async () => {
    const { client, received } = await serve((response) => response.writeHead(200).end('ok'), {
      appToken: 'APP',
    })
    await client.send(
      trackEvent('ann@acme.example', {
        name: 'Viewed',
        properties: { plan: 'pro', name: 'other' },
      }),
    )
    expect(received[0]?.url).toBe('/crm/sales/track/events')
    expect(received[0]?.headers.authorization).toBeUndefined()
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      identifier: 'ann@acme.example',
      event: { plan: 'pro', name: 'Viewed' },
      application_token: 'APP',
      sdk: 'javascript',
    })
  })

  test('of the tracking API needs the app token', async () => {
    expect(
      await failureOf(json(200, {}), trackEvent('a', { name: 'b', properties: {} })),
    ).toBeInstanceOf(AccountError)
  })

  test.each(['', 'true'])('is fine with the answer %j', async (text) => {
    const { client } = await serve((response) => response.writeHead(200).end(text))
    expect(await client.send({ method: 'DELETE', path: '/contacts/1' })).toEqual({
      status: 200,
      body: {},
    })
  })

  test('is made once, whatever the answer', async () => {
    const { client, received } = await serve(json(503, {}))
    await expect(client.send({ method: 'GET', path: '/selector/owners' })).rejects.toBeInstanceOf(
      RetryLaterError,
    )
    expect(received).toHaveLength(1)
  })
})

test('a failure holds neither key nor token', async () => {
  const call = trackEvent('a', { name: 'b', properties: {} })
  const error = await failureOf(json(500, {}), call, { appToken: 'APP-TOKEN' })
  expect(JSON.stringify([error, (error as RetryLaterError).call])).not.toContain('APP-TOKEN')
  expect(JSON.stringify([await failureOf(json(500, {})), CALL])).not.toContain('KEY-1')
})

describe('the keys', () => {
  test('are tried in turn when one is rejected, and the good one is kept', async () => {
    const { client, received } = await serve(
      (response, { headers }) =>
        json(headers.authorization === 'Token token=KEY-2' ? 200 : 401, { contact: { id: 1 } })(
          response,
          received[0] as Received,
        ),
      { apiKeys: ['KEY-1', 'KEY-2'] },
    )
    await client.send(CALL)
    await client.send(CALL)
    expect(received.map(({ headers }) => headers.authorization)).toEqual([
      'Token token=KEY-1',
      'Token token=KEY-2',
      'Token token=KEY-2',
    ])
  })

  test('are not tried further when a right is missing', async () => {
    const { client, received } = await serve(
      json(403, { errors: { code: 403, message: ['not authorized'] } }),
      { apiKeys: ['KEY-1', 'KEY-2'] },
    )
    await expect(client.send(CALL)).rejects.toMatchObject({ name: 'AccountError', status: 403 })
    expect(received).toHaveLength(1)
  })

  test('are the operator’s matter when none is good', async () => {
    expect(
      await failureOf(json(401, { login: 'failed', message: null }), CALL, { apiKeys: ['A', 'B'] }),
    ).toMatchObject({ name: 'AccountError', status: 401 })
  })
})

describe('a failure', () => {
  test.each([
    [
      { errors: { code: 400, message: ['Invalid contact status provided.', 'No'] } },
      ['Invalid contact status provided.', 'No'],
    ],
    [{ errors: { code: 400, message: 'Only one' } }, ['Only one']],
    [{ errors: [{ message: 'In a list' }] }, ['In a list']],
    [{ message: 'Plain' }, ['Plain']],
    [{ description: 'Described' }, ['Described']],
    [{ error_code: 400 }, []],
    [{ errors: { emails: ['is taken'], base: ['No'] } }, ['emails is taken', 'No']],
    [{ errors: [{ field: 'city', message: 'is odd', code: 'x' }] }, ['city is odd']],
    [{ message: { city: { errors: ['is odd', 5] } } }, ['city is odd']],
    [{ errors: { a: { b: { c: { d: { e: { f: { g: 'too deep' } } } } } } } }, []],
  ])('tells the refusal %j in words', async (body, messages) => {
    const error = await failureOf(json(400, body))
    expect(error).toBeInstanceOf(RefusedError)
    expect(error).toMatchObject({ status: 400, messages })
  })

  test.each([404, 409, 422])('%i is a refusal', async (status) => {
    expect(await failureOf(json(status, {}))).toMatchObject({ name: 'RefusedError', status })
  })

  test.each([408, 500, 502, 503])('%i is for later', async (status) => {
    expect(await failureOf((response) => response.writeHead(status).end('<html>'))).toMatchObject({
      name: 'RetryLaterError',
      status,
    })
  })

  test.each([
    ['30', 30],
    ['0', 1],
    [undefined, 60],
    ['-1', 60],
    ['1e3', 60],
    ['soon', 60],
    ['99999999', 3600],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 1],
  ])('429 with Retry-After %j waits %i seconds', async (header, seconds) => {
    const error = await failureOf(
      json(429, {}, header === undefined ? {} : { 'retry-after': header }),
    )
    expect(error).toBeInstanceOf(ThrottledError)
    expect(error).toMatchObject({ retryAfterSeconds: seconds })
  })

  test('429 understands a date', async () => {
    const error = await failureOf(
      json(429, {}, { 'retry-after': new Date(Date.now() + 120_000).toUTCString() }),
    )
    expect((error as ThrottledError).retryAfterSeconds).toBeGreaterThan(100)
    expect((error as ThrottledError).retryAfterSeconds).toBeLessThanOrEqual(121)
  })

  test('sees a 429 that hides in a 400', async () => {
    const message = ['UCR contact fetch failure :: response_code :: 429 :: Too many requests']
    expect(await failureOf(json(400, { errors: { code: 400, message } }))).toBeInstanceOf(
      ThrottledError,
    )
  })

  test('takes no value that a refusal repeats for a quota', async () => {
    const message = ['"Too many requests" is not a job title']
    expect(await failureOf(json(400, { errors: { message } }))).toBeInstanceOf(RefusedError)
  })

  test.each([
    ['nothing', ''],
    ['no record', '{"message":"accepted"}'],
    ['a page', '<!doctype html><html></html>'],
    ['broken JSON', '{"contact": {'],
    ['a list', '[]'],
    ['a text', '"ok"'],
  ])('is for later when 200 brings %s', async (_, text) => {
    expect(await failureOf((response) => response.writeHead(200).end(text))).toBeInstanceOf(
      RetryLaterError,
    )
  })

  test('is for later when the tracking API answers with a page', async () => {
    const page: Responder = (response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>')
    expect(
      await failureOf(page, trackEvent('a', { name: 'b', properties: {} }), { appToken: 'APP' }),
    ).toBeInstanceOf(RetryLaterError)
  })

  test('is a redirect, which is not followed', async () => {
    const { client, received } = await serve((response) =>
      response.writeHead(302, { location: '/elsewhere' }).end(),
    )
    await expect(client.send(CALL)).rejects.toMatchObject({ name: 'RetryLaterError' })
    expect(received).toHaveLength(1)
  })

  test('is a closed connection', async () => {
    expect(await failureOf((response) => response.destroy())).toBeInstanceOf(RetryLaterError)
  })

  test('is an answer that never comes, and one that never ends', async () => {
    expect(await failureOf(() => undefined, CALL, { timeoutMs: 50 })).toBeInstanceOf(
      RetryLaterError,
    )
    const dripping: Responder = (response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"a":')
    }
    expect(await failureOf(dripping, CALL, { timeoutMs: 50 })).toBeInstanceOf(RetryLaterError)
  })

  test('is an answer that is too long for a record, but a list may be longer', async () => {
    const long = json(200, { users: 'x'.repeat(400_000) })
    expect(await failureOf(long)).toBeInstanceOf(RetryLaterError)
    const { client } = await serve(long)
    expect((await client.send({ method: 'GET', path: '/selector/owners' })).status).toBe(200)
    expect(
      await failureOf(json(200, { users: 'x'.repeat(1_100_000) }), {
        method: 'GET',
        path: '/selector/owners',
      }),
    ).toBeInstanceOf(RetryLaterError)
  })

  test('says what and where, and neither key nor person', async () => {
    const lookup: Call = { method: 'GET', path: '/lookup?q=ann%40acme.example&f=email' }
    for (const status of [400, 401, 429, 500]) {
      const error = await failureOf(
        json(status, { message: 'ann@acme.example already exists.' }),
        lookup,
      )
      expect(String((error as Error).message)).toMatch(/^[A-Z][\w ’']+: GET \/lookup$/)
    }
  })
})
