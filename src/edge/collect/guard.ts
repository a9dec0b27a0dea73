// Pure, and iterative: V8's stack in the Workers runtime ends near 10,000 calls.
import { MAX_DEPTH, MAX_KEYS } from '../../protocol/limits.ts'

/** Says what about an event is too much, or nothing. The bytes are counted when it is written, in `admit.ts`. */
export function guard(event: unknown): string | undefined {
  let level: object[] = isNested(event) ? [event] : []
  let keys = 0
  for (let depth = 1; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`
    const next: object[] = []
    for (const each of level) {
      const values = Object.values(each)
      if (!Array.isArray(each)) keys += values.length
      if (keys > MAX_KEYS) return `has more than ${MAX_KEYS} keys`
      for (const value of values) if (isNested(value)) next.push(value)
    }
    level = next
  }
  return undefined
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
