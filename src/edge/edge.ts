import type { Env } from './env.ts'
import type { Config } from './settings/config.ts'

/** What the edge works with on one request. */
export interface Edge {
  env: Env
  config: Config
  /** Epoch milliseconds. */
  now: number
  fetch: typeof fetch
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
