import { HOUR_MS, NEVER } from '../../protocol/time.ts'
import { isBound } from '../bindings.ts'
import type { Env } from '../env.ts'
import { nameError } from '../outbox/journal/log.ts'
import { nextRows, putBefore } from '../outbox/store/inbox.ts'
import { parseKept } from '../outbox/store/rowFormat.ts'
import { knowsAny } from '../outbox/store/subjectRow.ts'
import { byObject } from './visitorsClient.ts'
import type { History, Offer, VisitorsDoor } from './visitorsDoor.ts'

/** Somebody whose history is to be fetched; with `upTo`, it is on disk here and to be acknowledged. */
interface HandOver {
  [column: string]: SqlStorageValue
  id: string
  upTo: number | null
  attempts: number
}

export interface HandOverDeps {
  storage: DurableObjectStorage
  env: Env
  now(): number
  /** Rows that objects of strangers write for the outbox. */
  countRows(rows: number): void
}

/** In one turn. */
const AT_ONCE = 100

/** No lead waits longer for its history; that comes behind it then. */
const PATIENCE_MS = 5_000

const RETRY_MS = 5_000
const LONGEST_RETRY_MS = HOUR_MS

/**
 * Fetches what somebody did before they introduced themselves, before their introduction is folded.
 * Whoever is known by now was fetched before: their key is the memory of it.
 *
 * 1. `pull` from the object of strangers. It changes nothing there but that what comes later is forwarded.
 * 2. In one transaction: the history in front of the inbox, and that it is to be acknowledged.
 * 3. `acknowledge`, by number; only then it is deleted there.
 *
 * A process that dies before 2 pulls again, one that dies after it acknowledges again.
 */
export async function handOver(deps: HandOverDeps): Promise<void> {
  if (!isBound(deps.env, 'VISITORS')) return
  const { storage, now } = deps
  const open = readOpen(storage.sql, now())
  const introduced = introducedNext(storage.sql)
  if (open.length + introduced.length === 0) return
  const wanted = open.filter(({ upTo }) => upTo === null).map(({ id }) => id)
  await fetchHistories(deps, [...wanted, ...introduced])
  await acknowledge(deps)
}

/** When the next hand-over is due; never while the objects of strangers are out of reach. */
export function handOverAt(sql: SqlStorage, env: Env): number {
  if (!isBound(env, 'VISITORS')) return NEVER
  const [row] = sql.exec<{ at: number | null }>('SELECT MIN(due_at) AS at FROM handover').toArray()
  return row?.at ?? NEVER
}

/** Has the history of these fetched with the next turn. */
export function wantHistories(sql: SqlStorage, ids: readonly string[], now: number): void {
  for (const id of ids)
    sql.exec('INSERT OR IGNORE INTO handover (id, due_at, attempts) VALUES (?, ?, 0)', id, now)
}

/** Has fetched whom of these the outbox knows, and whoever has given an address as long as there is room; returns whether it is anybody. */
export function wantOffered(
  sql: SqlStorage,
  offers: readonly Offer[],
  { hasRoom, now }: { hasRoom: boolean; now: number },
): boolean {
  const wanted = offers.filter(
    ({ about }) => knowsAny(sql, about) || (hasRoom && about.some((key) => key.startsWith('e:'))),
  )
  wantHistories(
    sql,
    wanted.map(({ anonymousId }) => anonymousId),
    now,
  )
  return wanted.length > 0
}

async function fetchHistories(deps: HandOverDeps, ids: readonly string[]): Promise<void> {
  const { storage, now } = deps
  await eachObject(deps, ids, async (visitors, wanted) => {
    deps.countRows(wanted.length)
    const histories = await visitors.pull(wanted)
    storage.transactionSync(() => {
      for (const history of histories) keep(storage.sql, history, now())
    })
  })
}

function keep(sql: SqlStorage, { anonymousId, upTo, visits: all }: History, now: number): void {
  const keptUpTo = findOpen(sql, anonymousId)?.upTo ?? 0
  const visits = all.filter(({ number }) => number > keptUpTo)
  if (visits.length === 0 && keptUpTo === 0) {
    sql.exec('DELETE FROM handover WHERE id = ?', anonymousId)
    return
  }
  for (const source of new Set(visits.map((visit) => visit.source))) {
    const events = visits.filter((visit) => visit.source === source).map(({ event }) => event)
    putBefore(sql, { receivedAt: now, source, events: `[${events.join(',')}]` })
  }
  sql.exec(
    'INSERT OR REPLACE INTO handover (id, up_to, due_at, attempts) VALUES (?, ?, ?, 0)',
    anonymousId,
    upTo,
    now,
  )
}

async function acknowledge(deps: HandOverDeps): Promise<void> {
  const { storage, now } = deps
  const due = readOpen(storage.sql, now()).filter(({ upTo }) => upTo !== null)
  const upToOf = new Map(due.map(({ id, upTo }) => [id, upTo ?? 0]))
  await eachObject(deps, [...upToOf.keys()], async (visitors, ids) => {
    await visitors.acknowledge(ids.map((id) => ({ anonymousId: id, upTo: upToOf.get(id) ?? 0 })))
    storage.transactionSync(() => {
      for (const id of ids) storage.sql.exec('DELETE FROM handover WHERE id = ?', id)
    })
  })
}

/** What fails with one object is tried again later, and holds up no other. */
async function eachObject(
  deps: HandOverDeps,
  ids: readonly string[],
  run: (visitors: VisitorsDoor, ids: string[]) => Promise<void>,
): Promise<void> {
  const groups = byObject(deps.env, ids, (id) => id) ?? []
  await Promise.all(
    groups.map(async ({ visitors, items }) => {
      try {
        await withinPatience(run(visitors, items))
      } catch (error) {
        console.error(JSON.stringify({ event: 'hand_over_failed', error: nameError(error) }))
        deps.storage.transactionSync(() => {
          for (const id of items) postpone(deps.storage.sql, id, deps.now())
        })
      }
    }),
  )
}

function postpone(sql: SqlStorage, id: string, now: number): void {
  const attempts = (findOpen(sql, id)?.attempts ?? 0) + 1
  const dueAt = now + Math.min(LONGEST_RETRY_MS, RETRY_MS * 2 ** attempts)
  sql.exec(
    `INSERT INTO handover (id, due_at, attempts) VALUES (?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET due_at = excluded.due_at, attempts = excluded.attempts`,
    id,
    dueAt,
    attempts,
  )
}

async function withinPatience(run: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const impatience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer')), PATIENCE_MS)
  })
  try {
    await Promise.race([run, impatience])
  } finally {
    if (timer !== undefined) clearTimeout(timer)
  }
}

function readOpen(sql: SqlStorage, now: number): HandOver[] {
  return sql
    .exec<HandOver>(
      `SELECT ${COLUMNS} FROM handover WHERE due_at <= ? ORDER BY due_at LIMIT ?`,
      now,
      AT_ONCE,
    )
    .toArray()
}

/** Who introduces themselves in the requests that are folded next, and is not known. */
function introducedNext(sql: SqlStorage): string[] {
  const ids = nextRows(sql).flatMap(({ introduces }) =>
    introduces ? (parseKept<string[]>(introduces) ?? []) : [],
  )
  return [...new Set(ids)].filter((id) => !knowsAny(sql, [`a:${id}`]) && !findOpen(sql, id))
}

const COLUMNS = 'id, up_to AS upTo, attempts'

function findOpen(sql: SqlStorage, id: string): HandOver | undefined {
  return sql.exec<HandOver>(`SELECT ${COLUMNS} FROM handover WHERE id = ?`, id).toArray()[0]
}
