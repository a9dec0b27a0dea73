import ky from 'ky'
import type { JsonObject } from '../../protocol/event.ts'
import type { Domain } from '../domain.ts'
import type { Answer, Call } from './call.ts'
import { AccountError, RetryLaterError } from './errors.ts'
import { readAnswer } from './readAnswer.ts'

export interface ClientOptions {
  domain: Domain
  /** Tried in turn when one is rejected, so that a key can be changed without a gap. */
  apiKeys: readonly string[]
  /** For the tracking API only. */
  appToken?: string
  fetch: typeof globalThis.fetch
  /** For the whole call, the reading of the answer included. */
  timeoutMs: number
}

export interface Client {
  /** Makes one attempt. Throws a `CallError` for everything but a success. */
  send(call: Call): Promise<Answer>
}

/** The tracking API wants the name of an SDK that it knows. */
const TRACKING_SDK = 'javascript'

type Http = ReturnType<typeof ky.create>

/** The only place that speaks HTTP to Freshsales. Retries are for the caller, who knows the quota. */
export function createClient(options: ClientOptions): Client {
  const { domain, apiKeys, appToken, timeoutMs } = options
  const http = createHttp(options)
  /** The key that worked last. */
  let current = 0

  async function callApi(call: Call): Promise<Answer> {
    let rejected = new AccountError('No API key is configured', call)
    for (let tries = 0; tries < apiKeys.length; tries += 1) {
      const index = (current + tries) % apiKeys.length
      try {
        const headers = { authorization: `Token token=${apiKeys[index]}` }
        const target = { url: domain.api + call.path, body: call.body, headers, timeoutMs }
        const answer = await exchange(http, call, target)
        current = index
        return answer
      } catch (error) {
        if (!(error instanceof AccountError) || error.status !== 401) throw error
        rejected = error
      }
    }
    throw rejected
  }

  async function callTracking(call: Call): Promise<Answer> {
    if (appToken === undefined) {
      throw new AccountError('No app token is configured for the tracking API', call)
    }
    const body = { ...call.body, application_token: appToken, sdk: TRACKING_SDK }
    return exchange(http, call, { url: domain.track + call.path, body, timeoutMs })
  }

  return { send: (call) => (call.base === 'track' ? callTracking(call) : callApi(call)) }
}

function createHttp({ fetch }: ClientOptions): Http {
  return ky.create({
    fetch: (input, init) => fetch(input, init),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    retry: 0,
    // The deadline is a signal instead, which covers reading the answer as well.
    timeout: false,
    throwHttpErrors: false,
    // A redirect leads to a sign-in page or to a stranger, who must not see the key.
    redirect: 'manual',
  })
}

interface Target {
  url: string
  /** As it travels, with what a tracking call must carry. */
  body: JsonObject | undefined
  headers?: { [name: string]: string }
  timeoutMs: number
}

/** One request and its answer. An error holds the call as it was asked for, never what authenticates it. */
async function exchange(
  http: Http,
  call: Call,
  { url, body, headers, timeoutMs }: Target,
): Promise<Answer> {
  const raw = await http(url, {
    method: call.method,
    signal: AbortSignal.timeout(timeoutMs),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(headers === undefined ? {} : { headers }),
  })
    .then(async (response) => ({
      status: response.status,
      headers: response.headers,
      text: await readBody(response, maxAnswerBytes(call)),
    }))
    .catch((cause: unknown) => {
      throw new RetryLaterError('Freshsales did not answer', call, { cause })
    })
  return readAnswer(call, raw, Date.now())
}

/** A record with a note and paragraphs at their longest; more is not Freshsales' answer to a change. */
const MAX_RECORD_BYTES = 256 * 1024

/** The fields of a large account, or a page of notes. */
const MAX_LIST_BYTES = 1024 * 1024

export function maxAnswerBytes({ method }: Call): number {
  return method === 'GET' ? MAX_LIST_BYTES : MAX_RECORD_BYTES
}

/** The text of an answer, or undefined when it is longer than allowed; the rest is not read. */
export async function readBody(response: Response, maxBytes: number): Promise<string | undefined> {
  if (response.body === null) return ''
  const reader = response.body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    bytes += value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      return undefined
    }
    text += decoder.decode(value, { stream: true })
  }
}
