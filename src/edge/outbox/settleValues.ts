import type { Values } from './parts/part.ts'
import { markDelivered, markLeftOut, type StampedFields } from './person/stamped.ts'

/** What was sent is in the CRM now, but for what the account had no place for. */
export function settleValues(
  holder: { fields: StampedFields; custom: StampedFields },
  { fields, custom, leftOut = [] }: Values,
  now: number,
): void {
  markDelivered(holder.fields, fields)
  markDelivered(holder.custom, custom)
  markLeftOut(holder.fields, leftOut, now)
  markLeftOut(holder.custom, leftOut, now)
}
