import type { Problem } from '../../../freshsales/change.ts'
import { findRow, type RecordObject, TABLES } from '../../../freshsales/mapping/tables.ts'
import { readState, writeState } from '../store/state.ts'
import type { DeliveryOutcome } from './outcomes.ts'

/** What the log may see of a delivery; no values, no answers. */
interface LoggedDelivery {
  outcome: DeliveryOutcome
  purpose: string
  status?: number
  took?: number
  problems: readonly Pick<Problem, 'field'>[]
  /** Hashed before it is logged. */
  who?: string
}

/** Names that programs rely on; docs/operations.md says what each means. */
const EVENT_OF: { [outcome in DeliveryOutcome]: string } = {
  delivered: 'call_delivered',
  repaired: 'call_repaired',
  retrying: 'call_retrying',
  throttled: 'call_throttled',
  account: 'key_refused',
  refused: 'call_refused',
  planned: 'call_planned',
}

const KEY_BYTES = 32
const PSEUDONYM_BYTES = 8

/**
 * One line a call, without personal data: what Freshsales said and what a field held stay in the
 * console. The person is a keyed hash, since a plain one of an e-mail address can be guessed.
 */
export function logDelivery(sql: SqlStorage, delivery: LoggedDelivery): void {
  const { outcome, purpose, status, took, problems, who } = delivery
  const line = {
    event: EVENT_OF[outcome],
    purpose,
    ...(status !== undefined && { status }),
    ...(took !== undefined && { ms: took }),
    ...(problems.length > 0 && {
      fields: [...new Set(problems.map(({ field }) => loggedName(field)))],
    }),
  }
  if (who === undefined) console.log(JSON.stringify(line))
  else
    pseudonymOf(logKey(sql), who).then(
      (person) => console.log(JSON.stringify({ ...line, person })),
      (error) => console.error(JSON.stringify({ event: 'log_failed', error: nameError(error) })),
    )
}

/** A field of a table by its name; a trait that no table knows is named by its sender, who may write anything there. */
export function loggedName(field: string): string {
  const [object, member] = field.split('.', 2)
  const isKnown = (Object.keys(TABLES) as RecordObject[]).some(
    (table) =>
      findRow(table, field) !== undefined ||
      (object === table && member !== undefined && findRow(table, member) !== undefined),
  )
  return isKnown ? field : 'other'
}

/** Other things that happen to an outbox; `details` must hold no personal data. */
export function logEvent(event: string, details: { [name: string]: string | number } = {}): void {
  console.log(JSON.stringify({ event, ...details }))
}

/** What the log calls a person: the first 16 hexadecimal digits of a keyed SHA-256. */
export async function pseudonymOf(key: string, who: string): Promise<string> {
  return (await createPseudonyms(key))(who)
}

/** The same for many. */
export async function createPseudonyms(key: string): Promise<(who: string) => Promise<string>> {
  const bytes = new TextEncoder()
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const secret = await crypto.subtle.importKey('raw', bytes.encode(key), algorithm, false, ['sign'])
  return async (who) => {
    const hash = await crypto.subtle.sign('HMAC', secret, bytes.encode(who))
    return toHex(new Uint8Array(hash).subarray(0, PSEUDONYM_BYTES))
  }
}

/** Made once per outbox; it never leaves it. */
export function logKey(sql: SqlStorage): string {
  const known = readState<string | null>(sql, 'logKey', null)
  if (known !== null) return known
  const key = toHex(crypto.getRandomValues(new Uint8Array(KEY_BYTES)))
  writeState(sql, 'logKey', key)
  return key
}

const toHex = (bytes: Uint8Array) =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

/** What may be logged of an error: its text may repeat what somebody sent. */
export function nameError(error: unknown): string {
  const text = String(error)
  const code = /SQLITE_[A-Z_]+/.exec(text)?.[0]
  return code ?? (error instanceof Error ? error.name : 'unknown')
}
