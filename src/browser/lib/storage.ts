import { mayStore } from '../consent.ts'
import { attempt } from './attempt.ts'

/** Everything this library stores starts with this. */
export const PREFIX = 'fse'

/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
export const read = (key: string): string | false | null | undefined =>
  attempt(() => mayStore() && localStorage.getItem(key))

export const write = (key: string, text: string): void => {
  attempt(() => {
    if (mayStore()) localStorage.setItem(key, text)
  })
}

export const remove = (key: string): void => {
  attempt(() => localStorage.removeItem(key))
}

/** The stored keys that start with `start`. */
export const keys = (start: string): string[] =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? []

/** What is stored there as JSON, or nothing when it is none. */
export const readJson = <T>(key: string): T | undefined =>
  attempt(() => JSON.parse(read(key) as string))
