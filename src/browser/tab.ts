import type { Event } from '../protocol/event.ts'
import { attempt } from './lib/attempt.ts'
import { createId } from './lib/createId.ts'
import { keys, PREFIX, parse, read, remove, write } from './lib/storage.ts'

/** Without Web Locks, what another page stored this long ago is taken for left behind. */
const LEFT_BEHIND_MS = 10_000

/**
 * One page's share of the common storage: a key per event, under a name that no other page has.
 * A page holds a Web Lock of that name as long as it lives, so whoever gets the lock knows that
 * its owner is gone and may take over what it left. Frozen pages let go, since a held lock would
 * keep them out of the back/forward cache.
 */
export function createTab(writeKey: string) {
  const shared = `${PREFIX}.q.${writeKey}.`
  const own = `${shared}${createId()}.`
  let letGo: (() => void) | undefined

  const lock = (name: string, options: LockOptions, use: LockGrantedCallback<unknown>): unknown =>
    attempt(() => navigator.locks.request(name, options, use).catch(() => 0))

  return {
    hold(): void {
      lock(own, {}, () => new Promise<void>((resolve) => (letGo = resolve)))
    },
    letGo: (): void => letGo?.(),
    write: (id: string, text: string): boolean => write(own + id, text),
    remove: (id: string): void => remove(own + id),
    has: (id: string): boolean => !!read(own + id),
    /** Hands over what pages that are gone have left. */
    adopt(take: (text: string) => void): void {
      const left = keys(shared).filter((key) => !key.startsWith(own))
      const takeFrom = (owner: string, before: number): void => {
        for (const key of left) {
          const text = key.startsWith(owner) && read(key)
          if (!text || Date.parse(parse<Event>(text)?.timestamp ?? '') > before) continue
          take(text)
          remove(key)
        }
      }
      for (const owner of new Set(left.map((key) => key.slice(0, key.lastIndexOf('.') + 1)))) {
        if (navigator.locks)
          lock(owner, { ifAvailable: true }, (free) => free && takeFrom(owner, Infinity))
        else takeFrom(owner, Date.now() - LEFT_BEHIND_MS)
      }
    },
  }
}

export type Tab = ReturnType<typeof createTab>
