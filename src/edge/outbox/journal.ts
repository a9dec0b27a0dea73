import type { Call } from '../../freshsales/api/call.ts'
import type { Problem } from '../../freshsales/change.ts'
import type { Json } from '../../protocol/event.ts'
import { countOutcome } from './operator/flow.ts'
import { logDelivery } from './operator/log.ts'
import type { Lost, Purpose } from './step.ts'

/** What came of a call, for the operator: the console shows it, and the log has a line without personal data. */
export interface Delivery {
  at: number
  subject: number
  /** The e-mail address or the account's name, as far as it is known. */
  who?: string
  outcome: Outcome
  purpose: Purpose['kind']
  call?: Call
  status?: number
  /** Milliseconds until the answer. */
  took?: number
  answer?: Json
  /** Fields that are not in the CRM as the site sent them, each with why. */
  problems: Problem[]
  /** What Freshsales said, when it did not take the record. */
  messages?: string[]
}

export type Outcome =
  | 'delivered'
  /** Delivered without some of its fields, or with them mended. */
  | 'repaired'
  /** Will be tried again. */
  | 'retrying'
  | 'throttled'
  /** Freshsales does not accept the key. */
  | 'account'
  /** In the dead letters. */
  | 'refused'
  /** `DRY_RUN`: would have been sent. */
  | 'planned'

export interface DeadLetter {
  at: number
  subject: number
  /** As in a delivery; the subject's number may mean someone else once the subject is gone. */
  who?: string
  /** What Freshsales said, or why it was given up. */
  reason: string
  purpose?: Purpose
  lost?: Lost
  call?: Call
  status?: number
  /** A request that could not be folded. */
  inbox?: { receivedAt: number; source: string; events: string }
  /** A row of ours that could not be read, as it was. */
  state?: string
}

/** The newest deliveries that the console can show. */
const KEPT_DELIVERIES = 2_000

/** An answer is kept for reading, not as a copy of the CRM. */
const KEPT_ANSWER_CHARACTERS = 4_000

/** Notes it, counts it and logs it. */
export function noteDelivery(sql: SqlStorage, noted: Delivery): void {
  const delivery = named(sql, noted)
  const { at, subject, outcome } = delivery
  const answer = delivery.answer === undefined ? undefined : shorten(delivery.answer)
  const record = JSON.stringify({ ...delivery, ...(answer !== undefined && { answer }) })
  const [row] = sql
    .exec<{ id: number }>(
      'INSERT INTO delivery (at, subject, outcome, record) VALUES (?, ?, ?, ?) RETURNING id',
      at,
      subject,
      outcome,
      record,
    )
    .toArray()
  if (row) sql.exec('DELETE FROM delivery WHERE id <= ?', row.id - KEPT_DELIVERIES)
  countOutcome(sql, outcome, at)
  logDelivery(sql, delivery)
}

export function noteDeadLetter(sql: SqlStorage, letter: DeadLetter): void {
  sql.exec(
    'INSERT INTO dead_letter (at, subject, reason, record) VALUES (?, ?, ?, ?)',
    letter.at,
    letter.subject,
    letter.reason,
    JSON.stringify(named(sql, letter)),
  )
}

/** Written beside the subject's number, since subjects are merged and forgotten. */
function named<Noted extends { subject: number }>(sql: SqlStorage, noted: Noted): Noted {
  const [row] = sql
    .exec<{ who: string | null }>(
      "SELECT IFNULL(state ->> '$.email', state ->> '$.name') AS who FROM subject WHERE id = ?",
      noted.subject,
    )
    .toArray()
  return row?.who ? { ...noted, who: row.who } : noted
}

function shorten(answer: Json): Json {
  const text = JSON.stringify(answer)
  return text.length > KEPT_ANSWER_CHARACTERS ? `${text.slice(0, KEPT_ANSWER_CHARACTERS)}…` : answer
}
