/** Everything at which a process may die: before and after every write and every call. */
export interface Points {
  /** Counts one; throws when it is the one at which the process dies. */
  pass(moment: 'before' | 'after', what: string): void
  /** Throws when the process is dead: nothing of it has an effect any more. */
  live(): void
  isDead(): boolean
  /** A new process starts. */
  revive(): void
  count(): number
  /** The point at which the process died. */
  diedAt(): string | undefined
}

export class Crash extends Error {
  override name = 'Crash'
}

export function createPoints(crashAt?: number): Points {
  let count = 0
  let isDead = false
  let diedAt: string | undefined
  const live = () => {
    if (isDead) throw new Crash('the process is dead')
  }
  return {
    live,
    pass(moment, what) {
      live()
      if (++count !== crashAt) return
      isDead = true
      diedAt = `${moment} ${what}`
      throw new Crash(diedAt)
    },
    isDead: () => isDead,
    revive: () => {
      isDead = false
    },
    count: () => count,
    diedAt: () => diedAt,
  }
}
