/** Chance that can be had again: everything that is random in a story comes from its seed. */
export interface Luck {
  /** From 0 up to 1. */
  next(): number
  /** From 0 up to below `below`. */
  int(below: number): number
  pick<Each>(list: readonly Each[]): Each
  chance(probability: number): boolean
}

/** Mulberry32: small, fast, and good enough to write stories with. */
export function createLuck(seed: number): Luck {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const int = (below: number) => Math.floor(next() * below)
  return {
    next,
    int,
    pick<Each>(list: readonly Each[]): Each {
      if (list.length === 0) throw new Error('there is nothing to pick from')
      return list[int(list.length)] as Each
    },
    chance: (probability) => next() < probability,
  }
}
