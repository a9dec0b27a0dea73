/** What is shown, looked up again and again while somebody can see it. */
export interface Poll {
  /** Adds something to be looked up, at once and from then on; returns its undo. */
  add(look: () => Promise<void>): () => void
  /** Looks at once instead of when it is time. */
  now(): void
}

interface Options {
  /** Milliseconds until the next look. */
  interval(): number
  /** Told after each round: why something could not be looked up, or that all could be. */
  onRound(problem: unknown): void
}

export function createPoll({ interval, onRound }: Options): Poll {
  const looks = new Set<() => Promise<void>>()
  let timer: number | undefined
  let isLooking = false
  let isWanted = false

  async function round(): Promise<void> {
    clearTimeout(timer)
    if (looks.size === 0 || document.hidden) return
    if (isLooking) {
      isWanted = true
      return
    }
    isLooking = true
    const results = await Promise.allSettled([...looks].map((look) => look()))
    isLooking = false
    if (looks.size === 0) return
    onRound(results.find((result) => result.status === 'rejected')?.reason)
    timer = window.setTimeout(round, isWanted ? 0 : interval())
    isWanted = false
  }

  document.addEventListener('visibilitychange', () => void round())
  return {
    now: () => void round(),
    add(look) {
      looks.add(look)
      // Together with what else is added in this moment.
      clearTimeout(timer)
      timer = window.setTimeout(round)
      return () => {
        looks.delete(look)
      }
    },
  }
}
