import { type Answer, html, json } from '../http/answer.ts'
import type { ChosenFault } from './chooseFault.ts'
import type { FaultKind } from './faultSchema.ts'

const HANG_MS = 60_000
/** More than any client should be willing to read. */
const LARGE_CHARACTERS = 2 * 1024 * 1024
const PAGE =
  '<!doctype html><html><head><title>Sign in</title></head><body><h1>Sign in to your account</h1></body></html>'

type Spoil = (status: number) => Answer

/** What each kind of fault answers before the rule's own `answer` is laid over it. `slow` keeps the real one. */
const SPOILT: { readonly [kind in Exclude<FaultKind, 'slow'>]: Spoil } = {
  error: (status) =>
    json(
      status >= 500
        ? { error_code: status }
        : { errors: { code: status, message: [TEXTS[status] ?? 'Refused by a fault'] } },
      status,
    ),
  hang: () => ({ ...json({}), cutAfter: 0 }),
  close: () => ({ ...json({ contact: {} }), cutAfter: 5 }),
  html: () => html(PAGE),
  garbage: () => ({ ...json({}), text: '{"contact": {"id": 7000' }),
  large: () => json({ contact: { id: 1 }, padding: 'x'.repeat(LARGE_CHARACTERS) }),
  redirect: () => ({
    status: 302,
    text: '',
    headers: { location: 'https://demo.myfreshworks.invalid/login' },
  }),
}

const TEXTS: { readonly [status: number]: string } = {
  401: 'Unauthorized',
  403: 'You are not authorised to perform this operation.',
  404: 'The requested record was not found.',
  408: 'Request timeout',
  429: 'Too many requests',
}

/** Answers a call as its fault wants it; `carryOut` is the account's own answer and effect. */
export async function spoil(fault: ChosenFault, carryOut: () => Answer): Promise<Answer> {
  const { rule, scripted } = fault
  const delay = rule.delayMs ?? (rule.kind === 'hang' ? HANG_MS : 0)
  const isEarly = rule.applied || rule.kind === 'slow'
  const real = isEarly ? carryOut() : undefined
  if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
  if (rule.kind === 'slow' && real) return real
  const status = scripted ?? rule.answer.status
  const spoilt = SPOILT[rule.kind === 'slow' ? 'error' : rule.kind](status ?? 500)
  return {
    ...spoilt,
    ...(status !== undefined && { status }),
    ...(rule.answer.body !== undefined && { text: asText(rule.answer.body) }),
    headers: { ...spoilt.headers, ...rule.answer.headers },
  }
}

function asText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}
