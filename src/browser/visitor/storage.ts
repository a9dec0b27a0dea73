import { attempt } from '../lib/attempt.ts'
import { mayStore } from './consent.ts'

/** Everything this library stores starts with this. */
export const PREFIX = 'fse'

/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
export const read = (key: string): string | undefined =>
  attempt(() => (mayStore() ? localStorage[key] : undefined))

/** Answers whether it is written. */
export const write = (key: string, text: string): unknown =>
  attempt(() => {
    if (!mayStore()) return false
    localStorage[key] = text
    return true
  })

export const remove = (key: string): unknown => attempt(() => delete localStorage[key])

/** The stored keys that start with `start`. */
export const keys = (start: string): string[] =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? []
