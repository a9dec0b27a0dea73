import ky from 'ky'
import { readAnswer } from './answer/readAnswer.ts'
import { maxAnswerBytes, readBody } from './answer/readBody.ts'
import type { Answer, Call } from './call.ts'
import type { Domain } from './domain.ts'
import { AccountError, RetryLaterError } from './errors.ts'

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

/** The only place that speaks HTTP to Freshsales. Retries are for the caller, who knows the quota. */
export function createClient({
  domain,
  apiKeys,
  appToken,
  fetch,
  timeoutMs,
}: ClientOptions): Client {
  const http = ky.create({
    fetch: (input, init) => fetch(input, init),
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    retry: 0,
    // The signal below is the deadline: it also covers reading the answer.
    timeout: false,
    throwHttpErrors: false,
    // A redirect leads to a sign-in page or to a stranger, who must not see the key.
    redirect: 'manual',
  })

  let current = 0

  async function attempt(call: Call, key: string | undefined): Promise<Answer> {
    const isTracking = call.base === 'track'
    const body = isTracking
      ? { ...call.body, application_token: appToken, sdk: TRACKING_SDK }
      : call.body
    const raw = await http((isTracking ? domain.track : domain.api) + call.path, {
      method: call.method,
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(key === undefined ? {} : { headers: { authorization: `Token token=${key}` } }),
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

  async function withKeys(call: Call): Promise<Answer> {
    let rejected: unknown
    for (let tries = 0; tries < apiKeys.length; tries += 1) {
      const index = (current + tries) % apiKeys.length
      try {
        const answer = await attempt(call, apiKeys[index])
        current = index
        return answer
      } catch (error) {
        if (!(error instanceof AccountError) || error.status !== 401) throw error
        rejected = error
      }
    }
    throw rejected ?? new AccountError('No API key is configured', call)
  }

  return {
    async send(call) {
      if (call.base !== 'track') return withKeys(call)
      if (appToken === undefined)
        throw new AccountError('No app token is configured for the tracking API', call)
      return attempt(call, undefined)
    },
  }
}
