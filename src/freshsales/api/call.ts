import type { JsonObject } from '../../protocol/event.ts'

/** One request to Freshsales, as data. */
export interface Call {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Below the base: `/contacts/upsert?include=sales_accounts`. */
  path: string
  /** `api` (the default) carries the API key; `track` is the tracking API and carries the app token in its body. */
  base?: 'api' | 'track'
  body?: JsonObject
}

/** A successful answer: 2xx with a JSON object (or nothing). Everything else is thrown, see `errors.ts`. */
export interface Answer {
  status: number
  body: JsonObject
  /** What the account's rate limit headers said, where it sent them. */
  quota?: Quota
}

export interface Quota {
  limit?: number
  remaining?: number
}
