import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Answer, Call, Quota } from './call.ts'
import { errorMessages } from './errorMessages.ts'
import { AccountError, RefusedError, RetryLaterError, ThrottledError } from './errors.ts'
import { RECORDS, readId } from './readId.ts'

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
  if (status === 401 || status === 403) throw notAllowed(call, status, body ?? {})
  if (status === 408 || status >= 500)
    throw new RetryLaterError('Freshsales is in trouble', call, { status })
  if (status >= 400) {
    const messages = errorMessages(body ?? {})
    if (messages.some((text) => THROTTLE.test(text))) throw throttled(call, status, headers, now)
    if (messages.some((text) => TROUBLE.test(text)))
      throw new RetryLaterError('Freshsales is in trouble', call, { status })
    throw new RefusedError(call, { status, messages })
  }
  if (status >= 300 || status < 200)
    throw new RetryLaterError('Freshsales redirected the call', call, { status })
  if (call.base === 'track' && !isHtml(headers)) return answer(status, body ?? {}, headers)
  if (body === undefined)
    throw new RetryLaterError('The answer is not from Freshsales', call, { status })
  const taken = answer(status, body, headers)
  if (!isMissingRecord(call, taken)) return taken
  const refused = refusedWith(body)
  if (refused === undefined)
    throw new RetryLaterError('The answer holds no record', call, { status })
  return readAnswer(call, { status: refused, headers, text }, now)
}

/** Whoever makes a record is answered with it: without one, nobody knows whether it was made. */
function isMissingRecord({ method, body = {} }: Call, taken: Answer): boolean {
  const key = method === 'POST' ? RECORDS.find((name) => isObject(body[name])) : undefined
  return key !== undefined && readId(taken, key) === undefined
}

/** The status that a refusal names inside an answer that looks like a success. */
function refusedWith(body: JsonObject): number | undefined {
  const { errors } = body
  if (errorMessages({ errors: errors ?? null }).length === 0) return undefined
  const code = isObject(errors) ? Number(errors['code']) : Number.NaN
  return Number.isInteger(code) && code >= 400 && code < 600 ? code : 400
}

/** 401 is the key's, 403 that kind of call's; a wrong key is said to be answered with 403 as well, as a failed sign-in. */
function notAllowed(call: Call, status: number, body: JsonObject): AccountError {
  const isKey = status === 401 || 'login' in body
  const what = isKey ? 'Freshsales rejected the key' : 'Freshsales does not allow the call'
  return new AccountError(what, call, { status: isKey ? 401 : 403, messages: errorMessages(body) })
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

/** What the quota of the whole account, or a fault of Freshsales' own, says through a 400. A value that a refusal repeats is neither. */
const THROTTLE = /response_code\s*::\s*429|^too many requests\W*$/i
const TROUBLE =
  /response_code\s*::\s*5\d\d|^(?:deadlock found|lock wait timeout|internal server error|service unavailable)/i

/** When nothing usable is said. A quota is counted by the hour, so a minute loses little. */
const DEFAULT_SECONDS = 60

/** A longer wait is asked again after the hour that the quota is counted by. */
const MAX_SECONDS = 3600

/** `Retry-After` in seconds, from whole seconds or an HTTP date; never less than 1, never more than an hour. */
function retryAfterSeconds(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : secondsUntil(text, now)
  return Math.min(Math.max(Math.ceil(seconds), 1), MAX_SECONDS)
}

function secondsUntil(text: string, now: number): number {
  // "-1" and "1e3" are dates to Date.parse; an HTTP date begins with the name of a day.
  const date = /^[a-z]{3,9},? /i.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(date) ? DEFAULT_SECONDS : (date - now) / 1000
}
