import { attempt } from './lib/attempt.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX } from './lib/storage.ts'
import type { Item } from './outcome.ts'
import { settings } from './settings.ts'

/**
 * One page's share of the common storage: a key per event, under a name that no other page has. As
 * long as something waits there, the page holds a Web Lock of that name, so whoever gets the lock
 * knows that its owner is gone and may take over what it left. Frozen pages let go, since a held
 * lock would keep them out of the back/forward cache.
 */
let name = ''
let release: (() => void) | undefined

const shared = (): string => `${PREFIX}.q.${settings.writeKey}.`

const own = (): string => {
  name ||= createId()
  return shared() + name
}

export const keyOf = ({ _event }: Item): string => `${own()}.${_event.messageId}`

/** Nothing when the browser has no locks. */
const lock = (owner: string, options: LockOptions, use: LockGrantedCallback<unknown>): unknown =>
  attempt(() => navigator.locks.request(owner, options, use).catch(() => 0))

export const hold = (): void => {
  if (release) return
  const whenReleased = new Promise<void>((resolve) => {
    release = resolve
  })
  lock(own(), {}, () => whenReleased)
}

export const letGo = (): void => {
  release?.()
  release = undefined
}

/** Finds what pages have left that are gone, or, where locks are missing, that may be gone. */
export const findLeft = (take: (key: string, isCertain: boolean) => void): void => {
  for (const key of keys(shared())) {
    const owner = key.slice(0, key.lastIndexOf('.'))
    const takeAll = (): void => {
      for (const left of keys(owner)) take(left, true)
    }
    if (owner !== own())
      lock(owner, { ifAvailable: true }, (free) => free && takeAll()) ?? take(key, false)
  }
}
