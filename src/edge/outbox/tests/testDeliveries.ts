import { type DeliveryRow, readDelivery } from '../journal/journal.ts'
import type { DeliveriesAsk } from '../operator/operations.ts'
import type { DeliveryView } from '../operator/views.ts'
import { readState, writeState } from '../store/state.ts'

const PAGE = 50

/** Enough to find what one has just tried. */
const KEPT = 500

/** Behind which delivery of the account's outbox the tests from a row on are shown. */
interface Places {
  from: { row: number; behind: number }[]
}

/** Rows are counted on, however long no lead comes: enough for ten years of all that test keys may send. */
const ROOM = 2 ** 26

const readPlaces = (sql: SqlStorage) => readState<Places>(sql, 'testPlaces', { from: [] })

/** What is planned from now on is shown behind this delivery. */
export function showBehind(sql: SqlStorage, behind: number): void {
  const [newest] = sql.exec<{ id: number | null }>('SELECT MAX(id) AS id FROM delivery').toArray()
  const row = newest?.id ?? 0
  // Where all were removed, their numbers begin anew.
  const from = readPlaces(sql).from.filter((place) => place.row <= row)
  if (from.at(-1)?.behind === behind) return
  writeState(sql, 'testPlaces', { from: [...from, { row, behind }].slice(-KEPT) })
}

export function keepNewest(sql: SqlStorage): void {
  sql.exec(`DELETE FROM delivery WHERE id <= (SELECT MAX(id) FROM delivery) - ${KEPT}`)
}

/**
 * What test keys would have written, newest first. Their numbers lie between those of real deliveries,
 * so that both are one list in the order in which they came.
 */
export function readTestDeliveries(
  sql: SqlStorage,
  { after = 0, before = Number.MAX_SAFE_INTEGER, outcome, text = '' }: DeliveriesAsk,
): DeliveryView[] {
  const { from } = readPlaces(sql)
  const messages = knowsAccount(sql) ? [] : [NOT_ASKED]
  const numberOf = (row: number) => {
    const behind = from.findLast((place) => place.row < row)?.behind ?? 0
    // Above a half, or the first ones would be written with an exponent.
    return behind + (1 + Math.min(row, ROOM - 1) / ROOM) / 2
  }
  return sql
    .exec<DeliveryRow>(
      `SELECT * FROM delivery WHERE ? = '' OR instr(lower(record), lower(?)) > 0 ORDER BY id DESC`,
      text.trim(),
      JSON.stringify(text.trim()).slice(1, -1),
    )
    .toArray()
    .filter(({ id }) => numberOf(id) > after && numberOf(id) < before)
    .map((row) => view(numberOf(row.id), readDelivery(row), messages))
    .filter((each) => isWritten(each) && (outcome === undefined || each.outcome === outcome))
    .slice(0, PAGE)
}

/** What only asks writes nothing. */
const isWritten = ({ call }: DeliveryView) => call?.method !== 'GET'

const NOT_ASKED =
  'Freshsales is asked nothing for a test: the names in its lists and its custom fields are not known here before the first lead that is none.'

/** Whether a list of the account is known; one that the pretended account answered is empty. */
function knowsAccount(sql: SqlStorage): boolean {
  return sql.exec("SELECT 1 FROM list WHERE entries <> '[]' LIMIT 1").toArray().length > 0
}

/** Nobody in the account's outbox is meant by its subject. */
function view(id: number, delivery: Omit<DeliveryView, 'id'>, messages: string[]): DeliveryView {
  const { outcome, problems } = delivery
  return {
    ...delivery,
    id,
    test: true,
    subject: 0,
    outcome: outcome === 'refused' ? outcome : 'planned',
    ...(problems.length > 0 && messages.length > 0 && { messages }),
  }
}
