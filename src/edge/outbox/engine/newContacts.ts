import { HOUR_MS } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { realSources } from '../../settings/source.ts'
import type { Subject } from '../parts/parts.ts'
import { byName } from '../person/byName.ts'
import { isNew, isVouched } from '../person/personCore.ts'
import { readState, writeState } from '../store/state.ts'

/** Contacts and accounts made in the present hour, by the source that brought them. */
interface NewContacts {
  hour: number
  bySource: { [source: string]: number }
}

/** When a source that has had its share of new contacts, or of new accounts, may bring the next one; undefined: now. */
export function cappedUntil(
  sql: SqlStorage,
  { subject, config, now }: { subject: Subject; config: Config; now: number },
): number | undefined {
  if (isMade(subject) || subject.source === undefined || isBelieved(subject)) return undefined
  const limit = limitOf(subject.source, config)
  const { hour, bySource } = read(sql, now)
  const isFull = limit !== undefined && (bySource[counterOf(subject, subject.source)] ?? 0) >= limit
  return isFull ? (hour + 1) * HOUR_MS : undefined
}

export const isMade = (subject: Subject) =>
  subject.kind === 'account' ? subject.id !== undefined : !isNew(subject)

/** Whoever saw them first: a flood of pages keeps out nobody of whom a server speaks. */
const isBelieved = (subject: Subject) => subject.kind === 'person' && isVouched(subject)

/** Companies are counted by themselves: a lead is not held back for somebody's companies. */
const counterOf = ({ kind }: Subject, source: string) =>
  kind === 'account' ? `${source}, accounts` : source

/** Notes that a contact or an account was made; only where somebody wants to know. */
export function countNewContact(
  sql: SqlStorage,
  { subject, config, now }: { subject: Subject; config: Config; now: number },
): void {
  const { source } = subject
  if (source === undefined || isBelieved(subject) || limitOf(source, config) === undefined) return
  const made = read(sql, now)
  const counter = counterOf(subject, source)
  made.bySource[counter] = (made.bySource[counter] ?? 0) + 1
  writeState(sql, 'newContacts', made)
}

function read(sql: SqlStorage, now: number): NewContacts {
  const hour = Math.floor(now / HOUR_MS)
  const made = readState<NewContacts>(sql, 'newContacts', { hour, bySource: {} })
  return { hour, bySource: byName(made.hour === hour ? made.bySource : {}) }
}

/** A source's own limit, or the common one; 0 is none. What a server vouches for is not limited. */
function limitOf(name: string, config: Config): number | undefined {
  const source = realSources(config.sources).find((each) => each.name === name)
  if (source?.trusted) return undefined
  return source?.newContactsPerHour ?? (config.newContactsPerHour || undefined)
}
