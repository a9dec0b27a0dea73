import { keys, own, shared } from '../core.ts'
import { attempt } from '../lib/attempt.ts'

/**
 * As long as something waits in a page's share of the common storage, it holds a Web Lock of that name,
 * so whoever gets the lock knows that its owner is gone and may take over what it left. Frozen pages let
 * go, since a held lock would keep them out of the back/forward cache.
 */
let release: (() => void) | undefined

/** Uses a name that nobody else does. Answers with nothing when the browser has no locks. */
const lock = (owner: string, use: () => unknown): unknown =>
  attempt(() =>
    navigator.locks
      .request(owner, { ifAvailable: true }, (granted) => granted && use())
      .catch(() => 0),
  )

export const hold = (): void => {
  if (release) return
  const whenReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  lock(own(), () => whenReleased)
}

export const letGo = (): void => {
  release?.()
  release = undefined
}

/** What pages have left that are gone; without locks, also what others still keep, which the edge sorts out. */
export const findLeft = (take: (key: string) => void): void => {
  for (const key of keys(shared())) if (key !== own()) lock(key, () => take(key)) ?? take(key)
}
