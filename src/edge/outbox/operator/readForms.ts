import { DAY_MS } from '../../../protocol/time.ts'
import { evaluateForm } from '../forms/evaluateForm.ts'
import { type Form, SIGN_UPS } from '../forms/form.ts'
import { type FormRow, readForm } from '../forms/formTable.ts'
import { readChannels } from '../forms/leadChannels.ts'
import { isRecorded, type Ledger } from '../person/ledger.ts'
import { parseKept } from '../store/rowFormat.ts'
import type { FormsView, FormView } from './formView.ts'
import { tellSignal } from './tellSignal.ts'

const PAGE = 100

/** The forms of all sources, and where their leads came from. */
export function readForms(sql: SqlStorage, now: number): FormsView {
  const rows = sql
    .exec<FormRow>(
      `SELECT * FROM form ORDER BY IFNULL(look_at <= ?, 0) DESC, used_at DESC LIMIT ${PAGE + 1}`,
      now,
    )
    .toArray()
  const forms = rows.slice(0, PAGE).map((row) => viewForm(sql, row, now))
  return {
    now,
    forms: forms.sort((one, other) => other.troubles.length - one.troubles.length),
    isMore: rows.length > PAGE,
    channels: readChannels(sql, { days: 28, now }),
  }
}

function viewForm(sql: SqlStorage, row: FormRow, now: number): FormView {
  const { id, source, name } = row
  const form = readForm(row)
  const known = { id, source, name, form }
  const person = personOf(sql, form, source)
  return {
    id,
    source,
    name,
    ...(form.page !== undefined && { page: form.page }),
    days: SIGN_UPS.read(form.days, Math.floor(now / DAY_MS)),
    ...(form.last && { last: { at: form.last.at, ...(person !== undefined && { person }) } }),
    troubles: evaluateForm(form, now).signals.map((signal) => ({
      ...signal,
      told: tellSignal(known, signal),
    })),
  }
}

/** Whose the newest lead was. The number of somebody who was forgotten is given to another, who has not sent it. */
function personOf(sql: SqlStorage, { last }: Form, source: string): number | undefined {
  if (last?.subject === undefined || last.messageId === undefined) return undefined
  const { subject, messageId } = last
  const [row] = sql
    .exec<{ seen: string | null }>(
      "SELECT IIF(json_valid(state), state -> '$.seen', NULL) AS seen FROM subject WHERE id = ?",
      subject,
    )
    .toArray()
  const seen = row?.seen ? parseKept<Ledger>(row.seen) : undefined
  return seen && isRecorded(seen, { messageId, source }) ? subject : undefined
}

/** Takes a form off the list; it comes back with its next sign-up. */
export function removeForm(sql: SqlStorage, id: number): boolean {
  return sql.exec('DELETE FROM form WHERE id = ? RETURNING id', id).toArray().length > 0
}
