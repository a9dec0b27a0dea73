import { attempt } from './lib/attempt.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX } from './lib/storage.ts'
import { settings } from './settings.ts'

/**
 * One page's share of the common storage: a key per event, under a name that no other page has.
 * A page holds a Web Lock of that name as long as it lives, so whoever gets the lock knows that
 * its owner is gone and may take over what it left. Frozen pages let go, since a held lock would
 * keep them out of the back/forward cache.
 */
let name = ''

/** Ends the hold on this page's own lock. */
export let letGo = (): void => {}

const sharedPrefix = (): string => `${PREFIX}.q.${settings.writeKey}.`

export const keyOf = (id: string): string => {
  name ||= createId()
  return `${sharedPrefix()}${name}.${id}`
}

const ownerOf = (key: string): string => key.slice(0, key.lastIndexOf('.'))

/** Nothing when the browser has no locks. */
const lock = (owner: string, options: LockOptions, use: LockGrantedCallback<unknown>): unknown =>
  attempt(() => navigator.locks.request(owner, options, use).catch(() => 0))

export const hold = (): void => {
  lock(
    ownerOf(keyOf('')),
    {},
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve
      }),
  )
}

/** Finds what pages have left that are gone, or, where locks are missing, that may be gone. */
export const findLeft = (take: (key: string, isCertain: boolean) => void): void => {
  const left = keys(sharedPrefix())
  for (const owner of new Set(left.map(ownerOf))) {
    const takeAll = (isCertain: boolean): void => {
      for (const key of left) if (ownerOf(key) === owner) take(key, isCertain)
    }
    if (owner !== ownerOf(keyOf('')))
      lock(owner, { ifAvailable: true }, (free) => free && takeAll(true)) ?? takeAll(false)
  }
}
