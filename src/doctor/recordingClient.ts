import type { Call, Quota } from '../freshsales/api/call.ts'
import { createClient } from '../freshsales/api/client.ts'
import { errorMessages } from '../freshsales/api/errorMessages.ts'
import { CallError, ThrottledError } from '../freshsales/api/errors.ts'
import type { Domain } from '../freshsales/domain.ts'
import type { Json, JsonObject } from '../protocol/event.ts'
import { isObject } from '../protocol/json.ts'

/** A call that was answered, whatever the edge's own client makes of the answer. */
export interface Exchange {
  status: number
  headers: Headers
  /** Undefined when it was not JSON. */
  body: Json | undefined
  /** What the edge's client threw. */
  error: CallError | undefined
  /** What Freshsales said in a refusal. */
  words: readonly string[]
}

/** Freshsales answered, and did not do what was asked. */
export class FailedExchange extends Error {
  override readonly name = 'FailedExchange'
  readonly exchange: Exchange
  readonly error: CallError

  constructor(error: CallError, exchange: Exchange) {
    super(error.message, { cause: error })
    this.error = error
    this.exchange = exchange
  }
}

/** Sends calls just as the edge does, and records all that came back. */
export interface RecordingClient {
  /** Throws only when nothing was answered, or the account has no call left. */
  exchange(call: Call): Promise<Exchange>
  /** Throws also when Freshsales did not do it. */
  send(call: Call): Promise<Exchange>
  /** The last word of `X-RateLimit-…`. */
  quota(): Quota | undefined
}

/** One account, by one API key. */
export interface Access {
  domain: Domain
  apiKey: string
  appToken?: string | undefined
  /** How a request travels that the edge itself would not send so. */
  alter?: (request: Request) => Request | Promise<Request>
}

/** A slow account is an account all the same. */
const TIMEOUT_MS = 20_000

export function createRecordingClient({
  domain,
  apiKey,
  appToken,
  alter,
}: Access): RecordingClient {
  let seen: Omit<Exchange, 'error'> | undefined
  let quota: Quota | undefined
  const client = createClient({
    domain,
    apiKeys: [apiKey],
    ...(appToken === undefined ? {} : { appToken }),
    timeoutMs: TIMEOUT_MS,
    fetch: async (input, init) => {
      const response = await (alter
        ? fetch(await alter(new Request(input, init)))
        : fetch(input, init))
      const body = parse(await response.clone().text())
      const words = errorMessages(isObject(body) ? body : {})
      seen = { status: response.status, headers: response.headers, body, words }
      return response
    },
  })

  async function exchange(call: Call): Promise<Exchange> {
    seen = undefined
    let error: unknown
    try {
      quota = (await client.send(call)).quota ?? quota
    } catch (thrown) {
      error = thrown
    }
    const isAnswered = error === undefined || error instanceof CallError
    if (seen === undefined || !isAnswered || error instanceof ThrottledError) throw error
    return { ...(seen as Omit<Exchange, 'error'>), error: error as CallError | undefined }
  }

  return {
    exchange,
    async send(call) {
      const answered = await exchange(call)
      if (answered.error) throw new FailedExchange(answered.error, answered)
      return answered
    },
    quota: () => quota,
  }
}

/** Whether Freshsales did what was asked. */
export function isDone({ status }: Exchange): boolean {
  return status >= 200 && status < 300
}

/** The record inside an answer, such as that of `{"contact": {…}}`; empty when there is none. */
export function recordIn({ body }: Exchange, wrapper: string): JsonObject {
  const record = isObject(body) ? body[wrapper] : undefined
  return isObject(record) ? record : {}
}

/** The list inside an answer. */
export function listIn({ body }: Exchange, name: string): JsonObject[] {
  const list = isObject(body) ? body[name] : undefined
  return Array.isArray(list) ? list.filter(isObject) : []
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json
  } catch {
    return undefined // a page, or nothing
  }
}
