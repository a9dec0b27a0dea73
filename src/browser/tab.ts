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

const shared = (): string => `${PREFIX}.q.${settings.writeKey}.`

const own = (): string => shared() + (name ||= createId())

export const keyOf = (id: string): string => `${own()}.${id}`

/** Nothing when the browser has no locks. */
const lock = (owner: string, options: LockOptions, use: LockGrantedCallback<unknown>): unknown =>
  attempt(() => navigator.locks.request(owner, options, use).catch(() => 0))

export const hold = (): void => {
  lock(
    own(),
    {},
    () =>
      new Promise<void>((resolve) => {
        letGo = resolve
      }),
  )
}

/** Finds what pages have left that are gone, or, where locks are missing, that may be gone. */
export const findLeft = (take: (key: string, isCertain: boolean) => void): void => {
  const owners: Record<string, string[]> = {}
  for (const key of keys(shared())) {
    const owner = key.slice(0, key.lastIndexOf('.'))
    owners[owner] = [...(owners[owner] ?? []), key]
  }
  delete owners[own()]
  for (const owner in owners) {
    const takeAll = (isCertain: boolean): void =>
      owners[owner]?.forEach((key) => take(key, isCertain))
    lock(owner, { ifAvailable: true }, (free) => free && takeAll(true)) ?? takeAll(false)
  }
}
