import { addressOf, guesserKeyOf } from '../collect/address.ts'
import { pass, type Refusal, refuse, type Step } from '../collect/refusal.ts'
import { WINDOW_SECONDS } from '../collect/throttle.ts'
import type { Env } from '../env.ts'
import { nameError } from '../outbox/journal/log.ts'

/**
 * What a wrong token costs beyond the request itself. The binding allows 600 in ten seconds: an
 * operator's page that asks every two seconds is far below, a guesser is out after ten tries.
 */
const WRONG_TOKEN_COUNTS = 59

/** What opens the console; it can be read while other settings are wrong. */
export interface Lock {
  env: Env
  adminToken: string | undefined
}

/** Lets the operator in by `Authorization: Bearer`, whoever else asks is slowed down. */
export async function unlock(request: Request, edge: Lock): Promise<Step<void>> {
  const { adminToken } = edge
  if (adminToken === undefined)
    return refuse('console_shut', 'The console is shut: set the secret ADMIN_TOKEN to open it.')
  if (!(await count(request, edge))) return tooManyTries()
  const [, token = ''] = /^Bearer (.+)$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (await isSame(token, adminToken)) return pass(undefined)
  if (token !== '')
    await Promise.all(Array.from({ length: WRONG_TOKEN_COUNTS }, () => count(request, edge)))
  return refuse('wrong_admin_token', 'This is not the ADMIN_TOKEN of this edge.')
}

/** A binding that fails lets the operator in all the same: they are needed most when things fail. */
async function count(request: Request, { env }: Lock): Promise<boolean> {
  const key = `console ${guesserKeyOf(addressOf(request))}`
  try {
    return (await env.RATE_LIMIT?.limit({ key }))?.success ?? true
  } catch (error) {
    console.error(JSON.stringify({ event: 'throttle_failed', error: nameError(error) }))
    return true
  }
}

/** Compares hashes: of equal length whatever was sent, and in constant time. */
async function isSame(one: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([hash(one), hash(other)])
  return crypto.subtle.timingSafeEqual(a, b)
}

const hash = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))

function tooManyTries(): { ok: false; refusal: Refusal } {
  return refuse(
    'too_many_tries',
    'Too many tries from this address; wait ten seconds and try again.',
    WINDOW_SECONDS,
  )
}
