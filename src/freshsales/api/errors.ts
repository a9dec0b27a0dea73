import type { Call } from './call.ts'

/**
 * Why a call failed, by who must act. A message reads "what: METHOD path" and holds neither secrets
 * nor personal data; what Freshsales said is in `messages`, for the operator only.
 */
export class CallError extends Error {
  override name = 'CallError'
  readonly call: Call
  readonly status: number | undefined

  constructor(what: string, call: Call, options: { status?: number; cause?: unknown } = {}) {
    super(`${what}: ${call.method} ${withoutQuery(call.path)}`, { cause: options.cause })
    this.call = call
    this.status = options.status
  }
}

/** Nobody must act: network, timeout, 408, 5xx, a redirect, or an answer that is not Freshsales'. */
export class RetryLaterError extends CallError {
  override name = 'RetryLaterError'
}

/** The account's quota is used up for now; counts as nobody's failed attempt. */
export class ThrottledError extends CallError {
  override name = 'ThrottledError'
  readonly retryAfterSeconds: number

  constructor(call: Call, options: { status: number; retryAfterSeconds: number }) {
    super('Freshsales asks to slow down', call, options)
    this.retryAfterSeconds = options.retryAfterSeconds
  }
}

/** This record is refused: mend it (`repair.ts`) or put it aside. */
export class RefusedError extends CallError {
  override name = 'RefusedError'
  declare readonly status: number
  /** What Freshsales said; may hold personal data. */
  readonly messages: string[]

  constructor(call: Call, options: { status: number; messages: string[] }) {
    super('Freshsales refused the record', call, options)
    this.messages = options.messages
  }
}

/** The operator must act: the key is wrong (401), or lacks the right for this call (403). */
export class AccountError extends CallError {
  override name = 'AccountError'
  /** What Freshsales said; may hold personal data. */
  readonly messages: string[]

  constructor(
    what: string,
    call: Call,
    { messages = [], ...options }: { status?: number; messages?: string[] } = {},
  ) {
    super(what, call, options)
    this.messages = messages
  }
}

/** A query may hold an e-mail address. */
function withoutQuery(path: string): string {
  return path.split('?', 1)[0] ?? path
}
