import type { Finding } from './console/questions.ts'
import type { Env } from './env.ts'
import type { InSpan } from './inSpan.ts'
import type { Config } from './settings/config.ts'

/** What the edge works with on one request. */
export interface Edge {
  env: Env
  config: Config
  /** Epoch milliseconds. */
  now: number
  fetch: typeof fetch
  product?: Product | undefined
  inSpan: InSpan
}

/** What stands above the edge and is given to it by the Worker's entry. */
export interface Product {
  version: string
  /** What the doctor says of these settings and of the account that they name. */
  examine(env: Env): AsyncIterable<Finding>
  inSpan: InSpan
}

/** A path that the edge answers on. */
export interface Route {
  method: 'GET' | 'POST'
  /** The exact path, or a pattern where another vendor's library puts the write key into it. */
  path: string | RegExp
  /** Whether pages of other sites may call it; everything else gets no CORS header at all. */
  cors: boolean
  handle(request: Request, edge: Edge): Promise<Response> | Response
}
