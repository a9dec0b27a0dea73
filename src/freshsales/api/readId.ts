import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Answer } from './call.ts'

/** Under which key each kind of record stands in an answer. */
export const RECORDS = [
  'contact',
  'lead',
  'sales_account',
  'deal',
  'sales_activity',
  'note',
] as const

/** The record that a call made, changed or read: the first of these keys that the answer has; without any, whatever it is. */
export function readRecord(answer: Answer | undefined, ...keys: string[]) {
  for (const each of keys.length === 0 ? RECORDS : keys) {
    const record = answer?.body[each]
    if (isObject(record)) return record
  }
  return undefined
}

/** The id of the record that a call made, changed or read. */
export function readId(answer: Answer | undefined, ...keys: string[]): number | undefined {
  return toId(readRecord(answer, ...keys)?.['id'])
}

/** Ids come as numbers, and in searches and timelines as texts. */
export function toId(value: Json | undefined): number | undefined {
  const id = typeof value === 'string' && /^\d{1,16}$/.test(value) ? Number(value) : value
  return typeof id === 'number' && Number.isSafeInteger(id) && id > 0 ? id : undefined
}
