import type { Fields } from '../../../freshsales/change.ts'
import type { Json } from '../../../protocol/event.ts'

/** A value, when the site said it (epoch milliseconds, event time), and whether Freshsales has it. */
export interface Stamped {
  value: Json
  at: number
  delivered?: true
  /** When it was settled without being delivered, because the account has no name, field or choice for it. */
  leftOutAt?: number
}

/** A value that was left out is tried again when it is said again after this long: the account may have got the field. */
const LEFT_OUT_MS = 24 * 3_600_000

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
 * Last write wins by event time, whatever the order of arrival. A value that says nothing new stays
 * delivered, so that an identify repeated on every page costs no call.
 */
export function stamp(fields: StampedFields, name: string, value: Json, at: number): void {
  const known = fields[name]
  if (known && known.at > at) return
  if (known && isSame(known.value, value) && !isWorthAnotherTry(known, at)) known.at = at
  else fields[name] = { value, at }
}

function isWorthAnotherTry({ leftOutAt }: Stamped, at: number): boolean {
  return leftOutAt !== undefined && at - leftOutAt >= LEFT_OUT_MS
}

export function stampAll(
  fields: StampedFields,
  values: { [name: string]: Json },
  at: number,
): void {
  for (const name of Object.keys(values)) stamp(fields, name, values[name] ?? null, at)
}

/** Takes over what `from` knows better; `into` wins a tie. */
export function mergeStamped(into: StampedFields, from: StampedFields): void {
  for (const [name, theirs] of Object.entries(from)) {
    const ours = into[name]
    if (!ours || theirs.at > ours.at) into[name] = theirs
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
export function isRecordWaiting({ fields, custom }: StampedRecord): boolean {
  return isWaiting(fields) || isWaiting(custom)
}

export function waitingRecord({ fields, custom }: StampedRecord): Values {
  return { fields: waitingValues(fields), custom: waitingValues(custom) }
}

export function stampRecord(record: StampedRecord, values: Values, at: number): void {
  stampAll(record.fields, values.fields, at)
  stampAll(record.custom, values.custom, at)
}

export function mergeRecords(into: StampedRecord, from: StampedRecord): void {
  mergeStamped(into.fields, from.fields)
  mergeStamped(into.custom, from.custom)
}

/** What was sent is in the CRM now, but for what the account had no place for. */
export function settleValues(record: StampedRecord, values: Values, now: number): void {
  dropValues(record, values)
  const { leftOut = [] } = values
  markLeftOut(record.fields, leftOut, now)
  markLeftOut(record.custom, leftOut, now)
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

function unchanged(known: StampedFields, refused: Fields): string[] {
  return Object.keys(refused).filter((name) => {
    const stamped = known[name]
    return stamped !== undefined && isSame(stamped.value, refused[name] ?? null)
  })
}

function isSame(one: Json, other: Json): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other)
}
