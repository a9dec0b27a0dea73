import { type DeliveryRow, readDelivery } from '../journal/journal.ts'
import type { DeliveriesAsk } from './operations.ts'
import type { DeliveryView } from './views.ts'

const PAGE = 50

/** The newest calls and what came back, newest first. */
export function readDeliveries(
  sql: SqlStorage,
  { after = 0, before = Number.MAX_SAFE_INTEGER, outcome, text = '' }: DeliveriesAsk,
): DeliveryView[] {
  return sql
    .exec<DeliveryRow>(
      `SELECT * FROM delivery WHERE id > ? AND id < ? AND (? IS NULL OR outcome = ?)
          AND (? = '' OR instr(lower(record), lower(?)) > 0)
       ORDER BY id DESC LIMIT ${PAGE}`,
      after,
      before,
      outcome ?? null,
      outcome ?? null,
      text.trim(),
      JSON.stringify(text.trim()).slice(1, -1),
    )
    .toArray()
    .map(viewDelivery)
}

/** The newest calls of one subject. */
export function readDeliveriesOf(sql: SqlStorage, subject: number): DeliveryView[] {
  return sql
    .exec<DeliveryRow>(
      `SELECT * FROM delivery WHERE subject = ? ORDER BY id DESC LIMIT ${PAGE}`,
      subject,
    )
    .toArray()
    .map(viewDelivery)
}

/** What Freshsales said last to each subject that it did not take something of. */
export function readLastMessages(sql: SqlStorage): ReadonlyMap<number, string> {
  const messages = new Map<number, string>()
  for (const row of sql.exec<DeliveryRow>(
    `SELECT * FROM delivery WHERE outcome IN ('retrying', 'refused') ORDER BY id DESC LIMIT 200`,
  )) {
    const { subject, messages: said = [] } = viewDelivery(row)
    if (!messages.has(subject)) messages.set(subject, said.join('; '))
  }
  return messages
}

function viewDelivery(row: DeliveryRow): DeliveryView {
  return { id: row.id, ...readDelivery(row) }
}
