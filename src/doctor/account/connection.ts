import type { Answer, Quota } from '../../freshsales/api/call.ts'
import { type Client, createClient } from '../../freshsales/api/client.ts'
import type { Domain } from '../../freshsales/domain.ts'

/** A slow account is an account all the same. */
const TIMEOUT_MS = 20_000

/** The way to the account, with one API key, counting what is spent. */
export interface Connection extends Client {
  /** The last word of `X-RateLimit-…`. */
  quota(): Quota | undefined
}

export interface ConnectionOptions {
  domain: Domain
  apiKey: string
  appToken: string | undefined
}

export function connect({ domain, apiKey, appToken }: ConnectionOptions): Connection {
  const client = createClient({
    domain,
    apiKeys: [apiKey],
    ...(appToken === undefined ? {} : { appToken }),
    fetch,
    timeoutMs: TIMEOUT_MS,
  })
  let quota: Quota | undefined
  return {
    async send(call): Promise<Answer> {
      const answer = await client.send(call)
      quota = answer.quota ?? quota
      return answer
    },
    quota: () => quota,
  }
}
