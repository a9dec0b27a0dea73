import type { Json } from '../../protocol/event.ts'

/** Text, trimmed; numbers are written out, lists of plain values are joined. */
export function toText(value: Json): string | undefined {
  if (typeof value === 'string') return value.trim() || undefined
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : undefined
  if (!Array.isArray(value)) return undefined
  const parts = value.map((part) => toText(part))
  return parts.every((part) => part !== undefined) ? parts.join(', ') || undefined : undefined
}
