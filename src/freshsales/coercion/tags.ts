import type { Json } from '../../protocol/event.ts'

/** Tags from a list or a text with commas; each once, whatever its case. */
export function toTags(value: Json): string[] | undefined {
  const given = typeof value === 'string' ? value.split(',') : value
  if (!Array.isArray(given)) return undefined
  const tags = new Map<string, string>()
  for (const tag of given) {
    if (typeof tag !== 'string' && typeof tag !== 'number') return undefined
    const text = String(tag).trim()
    if (text !== '' && !tags.has(text.toLowerCase())) tags.set(text.toLowerCase(), text)
  }
  return tags.size === 0 ? undefined : [...tags.values()]
}
