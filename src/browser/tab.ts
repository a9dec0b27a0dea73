import { attempt } from './lib/attempt.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX } from './lib/storage.ts'
import { settings } from './settings.ts'

/**
 * One page's share of the common storage, under a key that no other page has. As long as something
 * waits there, the page holds a Web Lock of that name, so whoever gets the lock knows that its owner
 * is gone and may take over what it left. Frozen pages let go, since a held lock would keep them out
 * of the back/forward cache.
 */
let name = ''
let release: (() => void) | undefined

const shared = (): string => `${PREFIX}.q.${settings.writeKey}.`

export const ownKey = (): string => {
  name ||= createId()
  return shared() + name
}

/** Nothing when the browser has no locks. */
const lock = (key: string, options: LockOptions, use: LockGrantedCallback<unknown>): unknown =>
  attempt(() => navigator.locks.request(key, options, use).catch(() => 0))

export const hold = (): void => {
  if (release) return
  const whenReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  lock(ownKey(), {}, () => whenReleased)
}

export const letGo = (): void => {
  release?.()
  release = undefined
}

/** Finds what pages have left that are gone, or, where locks are missing, that may be gone. */
export const findLeft = (take: (key: string, isCertain: boolean) => void): void => {
  for (const key of keys(shared())) {
    if (key !== ownKey())
      lock(key, { ifAvailable: true }, (free) => free && take(key, true)) ?? take(key, false)
  }
}
