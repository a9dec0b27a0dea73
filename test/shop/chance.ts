/** Chance that is the same in every run: a fault that was found is found again. */
export interface Chance {
  /** From 0 to 1, without 1. */
  next(): number
  /** A whole number from 0 to `below`, without it. */
  below(below: number): number
  /** The same items in another order. */
  shuffled<Item>(items: readonly Item[]): Item[]
}

/** Mulberry32: https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createChance(seed: number): Chance {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    shuffled(items) {
      const shuffled = [...items]
      for (let last = shuffled.length - 1; last > 0; last--) {
        const chosen = below(last + 1)
        const [one, other] = [shuffled[chosen], shuffled[last]]
        if (one === undefined || other === undefined) continue
        shuffled[chosen] = other
        shuffled[last] = one
      }
      return shuffled
    },
  }
}
