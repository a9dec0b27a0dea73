import { DAY_MS, HOUR_MS, NEVER } from '../../../protocol/time.ts'
import { evaluateForm } from './evaluateForm.ts'
import { createForm, type Form, formFormat } from './form.ts'

/** A form of a source; without a name it stands for all sign-ups of the source that tell of none. */
export interface KnownForm {
  id: number
  source: string
  name: string
  form: Form
}

/** A row of the table `form`. */
export interface FormRow {
  [column: string]: SqlStorageValue
  id: number
  source: string
  name: string
  used_at: number
  used_days: number
  look_at: number | null
  record: string
}

/** The forms that are told apart, of all sources. */
export const MOST_FORMS = 500

/** Anybody can invent forms: so many of a transaction get a row, the others count for their source. */
const MOST_NEW_AT_ONCE = 20

/** A form that was used on so many days makes room for no other, */
const ESTABLISHED_DAYS = 3

/** unless nobody has used it for so long. */
const UNUSED_MS = 60 * DAY_MS

interface Loaded extends KnownForm {
  row: FormRow
  isUsed: boolean
}

/** The forms that one transaction of the caller is about; `save` writes each once. */
export function createFormTable(sql: SqlStorage, now: number) {
  const loaded = new Map<number, Loaded>()
  let made = 0

  function keep(row: FormRow): Loaded {
    const { id, source, name } = row
    const kept = loaded.get(id) ?? { id, source, name, form: readForm(row), row, isUsed: false }
    loaded.set(id, kept)
    return kept
  }

  const find = (where: string, ...values: (string | number)[]): Loaded | undefined =>
    sql
      .exec<FormRow>(`SELECT * FROM form WHERE ${where}`, ...values)
      .toArray()
      .map(keep)[0]

  function make(source: string, name: string): Loaded | undefined {
    if (name !== '' && (made >= MOST_NEW_AT_ONCE || !makeRoom(sql, now))) return undefined
    made++
    const record = formFormat.write(createForm(now))
    return sql
      .exec<FormRow>(
        `INSERT INTO form (source, name, used_at, used_days, record) VALUES (?, ?, ?, 0, ?)
         RETURNING *`,
        source,
        name,
        now,
        record,
      )
      .toArray()
      .map(keep)[0]
  }

  return {
    byId: (id: number): KnownForm | undefined => loaded.get(id) ?? find('id = ?', id),

    /** The form of a sign-up; the source as a whole, where there is no room for it. */
    use(source: string, name: string): KnownForm | undefined {
      const found = [name, ''].reduce<Loaded | undefined>(
        (row, each) => row ?? find('source = ? AND name = ?', source, each) ?? make(source, each),
        undefined,
      )
      if (found) found.isUsed = true
      return found
    },

    save(): void {
      for (const { id, form, row, isUsed } of loaded.values()) {
        const isNewDay = row.used_days === 0 || dayOf(row.used_at) < dayOf(now)
        const usedAt = isUsed ? now : row.used_at
        const usedDays = row.used_days + (isUsed && isNewDay ? 1 : 0)
        const record = formFormat.write(form)
        const lookAt = whenToLook(form, now)
        const set = 'record = ?, used_at = ?, used_days = ?'
        // An index entry is a row as well, so it is named only where it moves.
        if (lookAt === row.look_at)
          sql.exec(`UPDATE form SET ${set} WHERE id = ?`, record, usedAt, usedDays, id)
        else
          sql.exec(
            `UPDATE form SET ${set}, look_at = ? WHERE id = ?`,
            record,
            usedAt,
            usedDays,
            lookAt,
            id,
          )
      }
      loaded.clear()
    },
  }
}

export type FormTable = ReturnType<typeof createFormTable>

/** Of a later version, or torn: what was counted begins anew. */
export function readForm({ record, used_at }: Pick<FormRow, 'record' | 'used_at'>): Form {
  const read = formFormat.read(record)
  return read.ok ? read.row : createForm(used_at)
}

/** From when on something may have to be told of it; to the hour, so that it moves rarely. */
function whenToLook(form: Form, now: number): number | null {
  const { signals, changesAt } = evaluateForm(form, now)
  const at = signals.length > 0 ? now : changesAt
  return at === NEVER ? null : Math.floor(at / HOUR_MS) * HOUR_MS
}

const dayOf = (at: number) => Math.floor(at / DAY_MS)

/** False: all that are there stay. */
function makeRoom(sql: SqlStorage, now: number): boolean {
  const [row] = sql.exec<{ count: number }>('SELECT COUNT(*) AS count FROM form').toArray()
  if ((row?.count ?? 0) < MOST_FORMS) return true
  return (
    sql
      .exec(
        `DELETE FROM form WHERE id = (
           SELECT id FROM form WHERE used_at < ? OR (used_days < ${ESTABLISHED_DAYS} AND name <> '')
           ORDER BY used_at LIMIT 1) RETURNING id`,
        now - UNUSED_MS,
      )
      .toArray().length > 0
  )
}
