import type { DeliveryRow } from '../journal/journal.ts'
import type { ExportPageAsk, Reply } from '../operator/operations.ts'
import { COLUMNS } from './columns.ts'
import { csvRow } from './csvRow.ts'
import { type Exported, exportedDelivery, exportedPerson } from './exported.ts'

/** What is read at once, so that neither the outbox nor the Worker ever holds more. */
const PAGE_ROWS = 500
const PAGE_CHARACTERS = 512 * 1024

/**
 * One page of an export, in the order of their numbers: whoever is there from beginning to end is in it
 * once, whatever happens to others meanwhile.
 */
export function exportPage(
  sql: SqlStorage,
  { what, format, after }: ExportPageAsk,
): Reply<'exportPage'> {
  const lines: Exported[] = []
  let next = after
  let rows = 0
  let characters = 0
  for (const { id, text, line } of READERS[what](sql, after)) {
    next = id
    rows++
    characters += text.length
    const exported = line()
    if (exported) lines.push(exported)
    if (characters >= PAGE_CHARACTERS) break
  }
  const isLast = rows < PAGE_ROWS && characters < PAGE_CHARACTERS
  return { text: write(lines, { what, format }), ...(!isLast && { next }) }
}

interface Row {
  id: number
  text: string
  line(): Exported | undefined
}

const READERS: {
  [what in ExportPageAsk['what']]: (sql: SqlStorage, after: number) => Iterable<Row>
} = {
  *people(sql, after) {
    const query = `SELECT id, state FROM subject WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`
    for (const row of sql.exec<{ id: number; state: string }>(query, after))
      yield { id: row.id, text: row.state, line: () => exportedPerson(row) }
  },
  *deliveries(sql, after) {
    const query = `SELECT * FROM delivery WHERE id > ? ORDER BY id LIMIT ${PAGE_ROWS}`
    for (const row of sql.exec<DeliveryRow>(query, after))
      yield { id: row.id, text: row.record, line: () => exportedDelivery(row) }
  },
}

function write(
  lines: readonly Exported[],
  { what, format }: Pick<ExportPageAsk, 'what' | 'format'>,
): string {
  const columns = COLUMNS[what]
  if (format === 'csv')
    return lines.map((line) => csvRow(columns.map((column) => line[column]))).join('')
  const objects = lines.map((line) =>
    Object.fromEntries(columns.map((column) => [column, line[column] ?? null])),
  )
  return objects.map((each) => JSON.stringify(each)).join(',\n')
}
