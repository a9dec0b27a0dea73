import type { Fields } from '../../../freshsales/change.ts'
import { compareRanks, type Provenance } from '../../../freshsales/word.ts'
import type { Json } from '../../../protocol/event.ts'
import { DAY_MS } from '../../../protocol/time.ts'

/** By whom and when something is said. */
export interface Said {
  /** Event time, epoch milliseconds. */
  at: number
  by: Provenance
  /** When the edge heard it, which nobody can make up. Without it a lower word never takes its place. */
  heardAt?: number
  forward?: true // It only moves a contact on, see `parts/stage.ts`.
}

/** A value, who said it when, and whether Freshsales has it. */
export interface Stamped extends Omit<Said, 'by'> {
  value: Json
  /** Absent in rows of before: see `rankOf`. */
  by?: Provenance
  delivered?: true
  /** When it was settled without being delivered, because the account has no name, field or choice for it. */
  leftOutAt?: number
}

/** A value that was left out is tried again when it is said again after this long: the account may have got the field. */
const LEFT_OUT_MS = DAY_MS

/** What a server said is the person's own to change once it is in the CRM this long. */
const SETTLED_MS = 30 * DAY_MS

export type StampedFields = { [name: string]: Stamped }

/** The values of one record: those the tables know, and those that only the account's custom fields may know. */
export interface StampedRecord {
  fields: StampedFields
  custom: StampedFields
}

/** The raw values a call was made of, to be marked as delivered when it succeeds. */
export interface Values {
  fields: Fields
  custom: Fields
  /** Names of those that the account has no place for. */
  leftOut?: string[]
}

/**
 * The higher word wins; among equals the last write by event time, whatever the order of arrival. A
 * value that says nothing new stays delivered, so that an identify repeated on every page costs no call.
 */
export function stamp(fields: StampedFields, name: string, value: Json, said: Said): void {
  const known = fields[name]
  if (known && !mayReplace(known, said)) return
  if (known && isSame(known.value, value) && !isWorthAnotherTry(known, said))
    Object.assign(known, said)
  else fields[name] = { value, ...said }
}

/** Rows of before do not say: what is in the CRM counts as a server's word. */
export function rankOf({ by, delivered }: Stamped): Provenance {
  return by ?? (delivered ? 'server' : 'page')
}

function mayReplace(known: Stamped, said: Said): boolean {
  const order = compareRanks(said.by, rankOf(known))
  if (order !== 0) return order > 0 || isSettled(known, said)
  return said.at >= known.at
}

function isSettled({ delivered, at, heardAt = at }: Stamped, said: Said): boolean {
  return delivered === true && said.heardAt !== undefined && said.heardAt - heardAt >= SETTLED_MS
}

/** What was not taken on a lower word is not there because a higher one says the same. */
function isWorthAnotherTry(known: Stamped, { at, by }: Said): boolean {
  const { leftOutAt } = known
  if (leftOutAt === undefined) return false
  return at - leftOutAt >= LEFT_OUT_MS || compareRanks(by, rankOf(known)) > 0
}

export function stampAll(
  fields: StampedFields,
  values: { [name: string]: Json },
  said: Said,
): void {
  for (const name of Object.keys(values)) stamp(fields, name, values[name] ?? null, said)
}

/** Takes over what `from` knows on a higher word, or on an equal one later; `into` wins a tie. */
export function mergeStamped(into: StampedFields, from: StampedFields): void {
  for (const [name, theirs] of Object.entries(from)) {
    const ours = into[name]
    const order = ours ? compareRanks(rankOf(theirs), rankOf(ours)) : 1
    if (!ours || order > 0 || (order === 0 && theirs.at > ours.at)) into[name] = theirs
  }
}

/** What Freshsales does not have yet, as plain values. */
export function waitingValues(fields: StampedFields): { [name: string]: Json } {
  const waiting: { [name: string]: Json } = {}
  for (const name of Object.keys(fields)) {
    const stamped = fields[name]
    if (stamped && !stamped.delivered) waiting[name] = stamped.value
  }
  return waiting
}

export function allValues(fields: StampedFields): { [name: string]: Json } {
  return Object.fromEntries(Object.entries(fields).map(([name, { value }]) => [name, value]))
}

export function isWaiting(fields: StampedFields): boolean {
  for (const name of Object.keys(fields)) if (!fields[name]?.delivered) return true
  return false
}

/** Marks what was sent as delivered, except where a newer value came in while the call was out. */
export function markDelivered(fields: StampedFields, sent: { [name: string]: Json }): void {
  for (const name of Object.keys(sent)) {
    const stamped = fields[name]
    if (stamped && isSame(stamped.value, sent[name] ?? null)) stamped.delivered = true
  }
}

/** Notes which of the delivered values the account had no place for. */
export function markLeftOut(fields: StampedFields, names: readonly string[], now: number): void {
  for (const name of names) {
    const stamped = fields[name]
    if (stamped?.delivered) stamped.leftOutAt = now
  }
}

/** Puts values back to be sent once more. */
export function markWaiting(fields: StampedFields, names: Iterable<string>): void {
  for (const name of names) delete fields[name]?.delivered
}

/** Whether Freshsales lacks anything of a record. */
export const isRecordWaiting = ({ fields, custom }: StampedRecord): boolean =>
  isWaiting(fields) || isWaiting(custom)

export function waitingRecord({ fields, custom }: StampedRecord): Values {
  return { fields: waitingValues(fields), custom: waitingValues(custom) }
}

export function stampRecord(record: StampedRecord, values: Values, said: Said): void {
  stampAll(record.fields, values.fields, said)
  stampAll(record.custom, values.custom, said)
}

export function mergeRecords(into: StampedRecord, from: StampedRecord): void {
  mergeStamped(into.fields, from.fields)
  mergeStamped(into.custom, from.custom)
}

/** What was sent is in the CRM now, but for what the account had no place for. */
export function settleValues(record: StampedRecord, values: Values, now: number): void {
  dropValues(record, values)
  for (const known of [record.fields, record.custom]) markLeftOut(known, values.leftOut ?? [], now)
}

/** Refused by a record that is there: said again after a while, they are tried again. */
export function leaveOut(record: StampedRecord, { fields, custom }: Values): void {
  for (const [values, sent] of [
    [record.fields, fields],
    [record.custom, custom],
  ] as const) {
    markDelivered(values, sent)
    for (const name of Object.keys(sent)) {
      const stamped = values[name]
      if (stamped?.delivered) stamped.leftOutAt = stamped.at
    }
  }
}

/** Freshsales refused these for good: they wait no longer. */
export function dropValues(record: StampedRecord, { fields, custom }: Values): void {
  markDelivered(record.fields, fields)
  markDelivered(record.custom, custom)
}

/** Puts refused values back, but only those that are still the current ones: an older one must not be written over a newer one. */
export function putValuesBack(record: StampedRecord, { fields, custom }: Values): void {
  markWaiting(record.fields, unchanged(record.fields, fields))
  markWaiting(record.custom, unchanged(record.custom, custom))
}

/** Puts everything about a record back to be sent once more. */
export function markAllWaiting(record: StampedRecord): void {
  for (const values of [record.fields, record.custom]) markWaiting(values, Object.keys(values))
}

const unchanged = (known: StampedFields, refused: Fields): string[] =>
  Object.entries(refused).flatMap(([name, value]) =>
    known[name] && isSame(known[name].value, value) ? [name] : [],
  )

const isSame = (one: Json, other: Json) =>
  one === other || JSON.stringify(one) === JSON.stringify(other)
