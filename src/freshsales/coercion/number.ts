import type { Json } from '../../protocol/event.ts'

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** A number, or a text that is nothing but one. Never NaN, never true as 1. */
export function toNumber(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || !PLAIN_NUMBER.test(value.trim())) return undefined
  const number = Number(value)
  return Number.isFinite(number) ? number : undefined
}

/** Three digits after every separator: `1,234,567.89`. */
const GROUPED = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/
const AMOUNT = /^[^\d+\-.]*([+-]?(?:\d[\d,]*(?:\.\d+)?|\.\d+))[^\d]*$/

/** Money as people write it: `10000.50 USD`, `$1,234.5`. A comma that groups nothing is refused, for it may be a decimal one. */
export function toAmount(value: Json): number | undefined {
  const number = toNumber(value)
  if (number !== undefined || typeof value !== 'string') return number
  const digits = AMOUNT.exec(value.trim())?.[1]
  if (digits === undefined) return undefined
  if (!digits.includes(',')) return toNumber(digits)
  return GROUPED.test(digits.replace(/^[+-]/, ''))
    ? toNumber(digits.replaceAll(',', ''))
    : undefined
}
