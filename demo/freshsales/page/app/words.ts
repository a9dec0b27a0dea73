import type { CrmRecord } from './types.ts'

const dateTime = new Intl.DateTimeFormat('en', {
  dateStyle: 'medium',
  timeStyle: 'short',
  hour12: false,
})

/** `first_campaign` → `First campaign`, `cf_team_size` → `Team size`. */
export function labelOf(name: string): string {
  const words = name.replace(/^cf_/, '').replace(/_id$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function textOf(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value))
    return dateTime.format(new Date(value))
  if (typeof value === 'boolean') return value ? 'Yes' : 'No'
  if (Array.isArray(value))
    return value.map((one) => (typeof one === 'object' ? JSON.stringify(one) : one)).join(', ')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

export function nameOf(record: CrmRecord): string {
  return textOf(record['display_name'] ?? record['name'] ?? record.email) || `#${record.id}`
}

/** One or two letters for the round picture. */
export function initials(name: string): string {
  const words = name.split(/[\s@.]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word))
  return words
    .slice(0, name.includes('@') ? 1 : 2)
    .map((word) => [...word].find((sign) => /[\p{L}\p{N}]/u.test(sign)) ?? '')
    .join('')
    .toUpperCase()
}

/** The same colour for the same name, out of eight. */
export function hueOf(name: string): number {
  let sum = 0
  for (const sign of name) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 8
  return sum
}

export function money(amount: unknown, currency = 'EUR'): string {
  return new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
    maximumFractionDigits: 2,
    trailingZeroDisplay: 'stripIfInteger',
  }).format(Number(amount ?? 0))
}

export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`
}
