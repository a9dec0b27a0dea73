import type { Call } from '../../../freshsales/api/call.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { Json } from '../../../protocol/event.ts'
import type { Purpose } from '../parts/part.ts'
import { cutTexts } from '../store/cutTexts.ts'
import { type DeadLetter, writeDeadLetter } from '../store/deadLetter.ts'
import { createRowFormat } from '../store/rowFormat.ts'
import { readState, writeState } from '../store/state.ts'
import { countOutcome } from './countOutcome.ts'
import { logDelivery } from './log.ts'
import type { DeliveryOutcome } from './outcomes.ts'

export type { DeadLetter }

/** What came of a call, for the operator: the console shows it, and the log has a line without personal data. */
export interface Delivery {
  at: number
  subject: number
  /** The e-mail address or the account's name, as far as it is known. */
  who?: string
  outcome: DeliveryOutcome
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

/** A row of the table `delivery`. */
export type DeliveryRow = {
  id: number
  at: number
  subject: number
  outcome: DeliveryOutcome
  record: string
}

const format = createRowFormat<Delivery>({
  version: 1,
  upgrades: [],
  complete: (row): row is Delivery =>
    'at' in row && 'purpose' in row && 'problems' in row && Array.isArray(row.problems),
})

/** A delivery as far as it can be told: of a record that this version cannot read, what stands beside it. */
export function readDelivery({
  at,
  subject,
  outcome,
  record,
}: DeliveryRow): Omit<Delivery, 'purpose'> & { purpose: string } {
  const read = format.read(record)
  if (read.ok) return read.row
  const problems = [{ field: 'record', reason: `this record could not be read: ${read.reason}` }]
  return { at, subject, outcome, purpose: 'unknown', problems }
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
  const record = writeBounded({ ...delivery, ...(answer !== undefined && { answer }) })
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

/** The letters are weighed after so many. */
const CHECKED_EACH = 32

export function noteDeadLetter(sql: SqlStorage, letter: DeadLetter): void {
  const id = writeDeadLetter(sql, named(sql, letter))
  if (id % CHECKED_EACH === 0) dropOldestLetters(sql)
}

/** Written beside the subject's number, since subjects are merged and forgotten. */
function named<Noted extends { subject: number }>(sql: SqlStorage, noted: Noted): Noted {
  const [row] = sql
    .exec<{ who: string | null }>(
      "SELECT IFNULL(state ->> '$.email', state ->> '$.name') AS who FROM (SELECT IIF(json_valid(state), state, '{}') AS state FROM subject WHERE id = ?)",
      noted.subject,
    )
    .toArray()
  return row?.who ? { ...noted, who: row.who } : noted
}

/** A delivery is kept for reading: a call as large as a person is cut, and of many problems the first and the last are told. */
const KEPT_RECORD_CHARACTERS = 20_000
const KEPT_TEXT_CHARACTERS = 500
const KEPT_PROBLEMS = 50

function writeBounded(delivery: Delivery): string {
  const whole = format.write(delivery)
  if (whole.length <= KEPT_RECORD_CHARACTERS) return whole
  const { problems, call } = delivery
  const told =
    problems.length > KEPT_PROBLEMS
      ? [...problems.slice(0, KEPT_PROBLEMS / 2), ...problems.slice(-KEPT_PROBLEMS / 2)]
      : problems
  const cut = cutTexts({ ...delivery, problems: told }, KEPT_TEXT_CHARACTERS)
  const shorter = format.write(cut)
  if (shorter.length <= KEPT_RECORD_CHARACTERS || !call) return shorter
  const { body: _, ...bare } = call
  const body = { cut: (JSON.stringify(call.body) ?? '').slice(0, KEPT_ANSWER_CHARACTERS) }
  return format.write({ ...cutTexts(cut, BARE_CHARACTERS), call: { ...bare, body } })
}

const BARE_CHARACTERS = 100

function shorten(answer: Json): Json {
  const text = JSON.stringify(answer)
  return text.length > KEPT_ANSWER_CHARACTERS ? `${text.slice(0, KEPT_ANSWER_CHARACTERS)}…` : answer
}

/** What all dead letters may take: anybody can cause one. */
const LETTERS_BYTES = 64 * 1024 ** 2

/** How many dead letters had to make room, and when that was last. */
interface DroppedLetters {
  count: number
  at: number
}

export const readDroppedLetters = (sql: SqlStorage) =>
  readState<DroppedLetters>(sql, 'droppedLetters', { count: 0, at: 0 })

/** Makes room: the oldest letters go, and are counted. */
export function dropOldestLetters(sql: SqlStorage, limit = LETTERS_BYTES): void {
  let total = 0
  let newestDropped: number | undefined
  for (const { id, bytes } of sql.exec<{ id: number; bytes: number }>(
    'SELECT id, octet_length(record) AS bytes FROM dead_letter ORDER BY id DESC',
  )) {
    total += bytes
    if (total > limit) {
      newestDropped = id
      break
    }
  }
  if (newestDropped === undefined) return
  const dropped = sql
    .exec('DELETE FROM dead_letter WHERE id <= ? RETURNING id', newestDropped)
    .toArray().length
  const { count } = readDroppedLetters(sql)
  writeState(sql, 'droppedLetters', { count: count + dropped, at: Date.now() })
}
