import type { JsonObject } from '../../protocol/event.ts'
import type { Answer, Call, Quota } from '../call.ts'
import { AccountError, RefusedError, RetryLaterError, ThrottledError } from '../errors.ts'
import { isObject } from '../json.ts'
import { errorMessages, isThrottleInDisguise } from './messages.ts'
import { retryAfterSeconds } from './retryAfter.ts'

/** What came back, before it is known whether it is Freshsales speaking. */
export interface RawAnswer {
  status: number
  headers: Headers
  /** Undefined when it was too long to read. */
  text: string | undefined
}

/** The answer of a success; every other outcome is thrown as the error that says who must act. */
export function readAnswer(call: Call, { status, headers, text }: RawAnswer, now: number): Answer {
  const body = text === undefined ? undefined : parseObject(text)
  if (status === 429) throw throttled(call, status, headers, now)
  if (status === 401 || status === 403)
    throw new AccountError('Freshsales rejected the key or its rights', call, { status })
  if (status === 408 || status >= 500)
    throw new RetryLaterError('Freshsales is in trouble', call, { status })
  if (status >= 400) {
    const messages = errorMessages(body ?? {})
    if (isThrottleInDisguise(messages)) throw throttled(call, status, headers, now)
    throw new RefusedError(call, { status, messages })
  }
  if (status >= 300 || status < 200)
    throw new RetryLaterError('Freshsales redirected the call', call, { status })
  if (call.base === 'track' && !isHtml(headers)) return answer(status, body ?? {}, headers)
  if (body === undefined)
    throw new RetryLaterError('The answer is not from Freshsales', call, { status })
  return answer(status, body, headers)
}

function throttled(call: Call, status: number, headers: Headers, now: number): ThrottledError {
  return new ThrottledError(call, {
    status,
    retryAfterSeconds: retryAfterSeconds(headers.get('retry-after'), now),
  })
}

function answer(status: number, body: JsonObject, headers: Headers): Answer {
  const quota: Quota = {}
  const limit = count(headers.get('x-ratelimit-limit'))
  const remaining = count(headers.get('x-ratelimit-remaining'))
  if (limit !== undefined) quota.limit = limit
  if (remaining !== undefined) quota.remaining = remaining
  return Object.keys(quota).length === 0 ? { status, body } : { status, body, quota }
}

function count(header: string | null): number | undefined {
  return header !== null && /^\d{1,9}$/.test(header.trim()) ? Number(header) : undefined
}

/** Nothing and a bare `true` are how Freshsales answers a deletion. */
function parseObject(text: string): JsonObject | undefined {
  if (text.trim() === '') return {}
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : value === true ? {} : undefined
  } catch {
    // A page instead of an answer: the caller decides by the status.
    return undefined
  }
}

/** The tracking API promises a status and no body; a page still means that something else answered. */
function isHtml(headers: Headers): boolean {
  return headers.get('content-type')?.includes('text/html') ?? false
}
