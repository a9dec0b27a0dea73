import type { Json } from '../../protocol/event.ts'
import { toNumber } from './number.ts'

/** `11-50`, `1,001 to 5,000`, `10 000+`, `51-200 employees`. */
const RANGE =
  /^(\d[\d.,' ]*?)\s*(?:(?:-|–|—|to)\s*\d[\d.,' ]*|\+)?\s*(?:employees|people|persons)?$/i

/** A number of people. Of a range, as forms offer it, the lower bound: that is how Freshsales keeps it. */
export function toHeadcount(value: Json): number | undefined {
  const number = toNumber(value)
  if (number !== undefined || typeof value !== 'string') return number
  const lowest = RANGE.exec(value.trim())?.[1]
  return lowest === undefined ? undefined : toNumber(lowest.replace(/[.,' ]/g, ''))
}
