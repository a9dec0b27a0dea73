import type { Json } from '../../src/protocol/event.ts'

/** With the ids that were kept in place of their names. */
export function withIds<Part extends Json>(part: Part, ids: { [name: string]: number }): Part {
  if (typeof part === 'string') {
    const whole = /^\$(\w+)$/.exec(part)?.[1]
    if (whole !== undefined) return (ids[whole] ?? part) as Part
    return part.replace(/\$(\w+)/g, (text, name: string) => String(ids[name] ?? text)) as Part
  }
  if (Array.isArray(part)) return part.map((item) => withIds(item, ids)) as Part
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [name, withIds(value ?? null, ids)]),
  ) as Part
}
