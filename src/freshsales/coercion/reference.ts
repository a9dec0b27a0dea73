import type { Json } from '../../protocol/event.ts'

const DIGITS = /^\d+$/

/**
 * The id of something in the account, or its name for `resolve` to look up. An id above 2^53 would
 * lose digits, and is none that Freshsales gives out.
 */
export function toReference(value: Json): number | string | undefined {
  if (typeof value === 'number') return isId(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  if (!DIGITS.test(text)) return text || undefined
  return isId(Number(text)) ? Number(text) : undefined
}

/** Zero is no id: some senders write it for "none". */
function isId(value: number): boolean {
  return Number.isSafeInteger(value) && value > 0
}
