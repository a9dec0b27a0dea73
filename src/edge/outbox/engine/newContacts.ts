import type { Config } from '../../config.ts'
import type { Subject } from '../parts/parts.ts'
import { isNew } from '../person/personCore.ts'
import { readState, writeState } from '../store/state.ts'

/** Contacts made in the present hour, by the source that brought them. */
interface NewContacts {
  hour: number
  bySource: { [source: string]: number }
}

const HOUR_MS = 3_600_000

/** When a source that has had its share of new contacts may bring the next one; undefined: now. */
export function cappedUntil(
  sql: SqlStorage,
  { subject, config, now }: { subject: Subject; config: Config; now: number },
): number | undefined {
  if (subject.kind === 'account' || !isNew(subject) || subject.source === undefined)
    return undefined
  const limit = limitOf(subject.source, config)
  const { hour, bySource } = read(sql, now)
  const isFull = limit !== undefined && (bySource[subject.source] ?? 0) >= limit
  return isFull ? (hour + 1) * HOUR_MS : undefined
}

/** Notes that a contact was made; only where somebody wants to know. */
export function countNewContact(
  sql: SqlStorage,
  { source, config, now }: { source: string | undefined; config: Config; now: number },
): void {
  if (source === undefined || limitOf(source, config) === undefined) return
  const made = read(sql, now)
  made.bySource[source] = (made.bySource[source] ?? 0) + 1
  writeState(sql, 'newContacts', made)
}

function read(sql: SqlStorage, now: number): NewContacts {
  const hour = Math.floor(now / HOUR_MS)
  const made = readState<NewContacts>(sql, 'newContacts', { hour, bySource: {} })
  return made.hour === hour ? made : { hour, bySource: {} }
}

/** A source's own limit, or the common one; 0 is none. What a server vouches for is not limited. */
function limitOf(name: string, config: Config): number | undefined {
  const source = [...config.sources.values()].find((each) => each.name === name)
  if (source?.trusted) return undefined
  return source?.newContactsPerHour ?? (config.newContactsPerHour || undefined)
}
