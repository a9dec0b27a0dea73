import type { Strangers } from '../../visitors/strangers.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { foldInbox } from '../engine/foldInbox.ts'
import { readLastMessages } from './deliveries.ts'
import type { Reply } from './operations.ts'
import { readSubject } from './readPerson.ts'
import { viewSubject } from './viewSubject.ts'
import type { SubjectView } from './views.ts'

const FOUND = 20

/** How many of the newest people are looked at for those who have said who they are. */
const LOOKED_AT = 5_000

/**
 * People whose e-mail address, userId, anonymousId or name has this in it, those whose id begins like
 * this first; without a text the newest who said who they are.
 */
export function findPeople(
  sql: SqlStorage,
  text: string,
): { subjects: SubjectView[]; isMore: boolean } {
  const wanted = text.trim()
  const ids = wanted === '' ? newest(sql) : search(sql, wanted)
  const messages = readLastMessages(sql)
  const subjects = ids.slice(0, FOUND).flatMap((id) => {
    const subject = readSubject(sql, id)
    return subject ? [viewSubject(id, subject, messages.get(id))] : []
  })
  return { subjects, isMore: ids.length > FOUND }
}

function newest(sql: SqlStorage): number[] {
  return idsOf(
    sql,
    `SELECT id FROM (SELECT id, state FROM subject ORDER BY id DESC LIMIT ${LOOKED_AT})
     WHERE ${IS_PERSON} AND (state ->> '$.email' IS NOT NULL OR state ->> '$.userId' IS NOT NULL)
     ORDER BY id DESC`,
  )
}

/** A whole address or id means that one person alone. */
function search(sql: SqlStorage, wanted: string): number[] {
  const exact = keysOf(wanted).flatMap((key) =>
    idsOf(sql, 'SELECT subject AS id FROM identity WHERE key = ?', key),
  )
  const found = exact.length > 0 ? exact : [...begin(sql, wanted), ...hold(sql, wanted)]
  return [...new Set(found)]
}

const keysOf = (text: string) => [`e:${text.toLowerCase()}`, `u:${text}`, `a:${text}`]

/** By the index, so that the usual question, a whole address, costs next to nothing. */
function begin(sql: SqlStorage, start: string): number[] {
  return keysOf(start).flatMap((prefix) =>
    idsOf(
      sql,
      'SELECT subject AS id FROM identity WHERE key >= ? AND key < ? ORDER BY key',
      prefix,
      `${prefix}\u{10ffff}`,
    ),
  )
}

function hold(sql: SqlStorage, part: string): number[] {
  const inKeys = idsOf(
    sql,
    `SELECT DISTINCT subject AS id FROM identity
     WHERE key GLOB '[eua]:*' AND instr(lower(substr(key, 3)), lower(?)) > 0`,
    part,
  )
  const inNames = spellings(part).flatMap((each) =>
    idsOf(
      sql,
      `SELECT id FROM subject WHERE ${IS_PERSON} AND instr(lower(${NAME}), lower(?)) > 0
       ORDER BY id DESC`,
      each,
    ),
  )
  return [...inKeys, ...inNames]
}

const IS_PERSON = "json_valid(state) AND state ->> '$.kind' = 'person'"

/** "Marit Vos", from whichever of both names there is. */
const NAME = `trim(IFNULL(state ->> '$.fields.first_name.value', '') || ' ' ||
  IFNULL(state ->> '$.fields.last_name.value', ''))`

/** SQLite's `lower` knows the letters of English only: "émile" has to find "Émile" as well. */
function spellings(text: string): string[] {
  const lower = text.toLowerCase()
  const capitalised = lower.replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toUpperCase())
  return [...new Set([text, lower, capitalised, text.toUpperCase()])]
}

function idsOf(sql: SqlStorage, query: string, ...bindings: string[]): number[] {
  return sql
    .exec<{ id: number }>(`${query} LIMIT ${FOUND + 1}`, ...bindings)
    .toArray()
    .map(({ id }) => id)
}

/** No name and no address, which would stay there as an id. */
const ANONYMOUS_ID = /^[^\s@]{1,256}$/

/** Folded at most for one question: a hundred requests each. */
const FOLDS = 10

interface Asking {
  delivery: DeliveryDeps
  strangers: Strangers
  exclusively(run: () => Promise<void>): Promise<void>
}

/** People of the outbox; where there is none, a stranger of that anonymous id, wherever they are kept. */
export async function findAnybody(
  text: string,
  { delivery, strangers, exclusively }: Asking,
): Promise<Reply<'findPeople'>> {
  const { storage, config, turns, messenger, now } = delivery
  const found = findPeople(storage.sql, text)
  const id = text.trim()
  if (found.subjects.length > 0 || !ANONYMOUS_ID.test(id)) return found
  await exclusively(async () => {
    await strangers.fetch(id)
    const settings = { ...config, generation: config.domain.generation }
    const folding = { settings, turns, send: messenger.send, now: now() }
    for (let times = 0; times < FOLDS && (await foldInbox(storage, folding)); times++);
  })
  return findPeople(storage.sql, text)
}
