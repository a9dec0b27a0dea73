import type { Call } from '../../freshsales/api/call.ts'
import { createClient } from '../../freshsales/api/client.ts'
import { CallError } from '../../freshsales/api/errors.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { ProbeAccount } from './account.ts'

/** What came back, whatever the client made of it. */
export interface Exchange {
  status: number
  headers: Headers
  /** Undefined when it was not JSON. */
  body: Json | undefined
  /** What the client threw. */
  error: CallError | undefined
}

/** A slow account is an account all the same. */
const TIMEOUT_MS = 20_000

/** Sends calls just as the edge does, and answers with all that was seen; throws only when nothing was. */
export function createWitness({ domain, apiKey, appToken }: ProbeAccount) {
  let seen: Omit<Exchange, 'error'> | undefined
  const client = createClient({
    domain,
    apiKeys: [apiKey],
    ...(appToken === undefined ? {} : { appToken }),
    timeoutMs: TIMEOUT_MS,
    fetch: async (input, init) => {
      const response = await fetch(input, init)
      const body = parse(await response.clone().text())
      seen = { status: response.status, headers: response.headers, body }
      return response
    },
  })
  return async (call: Call): Promise<Exchange> => {
    seen = undefined
    const error = await client.send(call).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    if (seen === undefined || !(error === undefined || error instanceof CallError)) throw error
    return { ...(seen as Omit<Exchange, 'error'>), error }
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
