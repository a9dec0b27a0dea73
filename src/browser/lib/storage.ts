import { attempt } from './attempt.ts'

/** Everything this library stores starts with this. */
export const PREFIX = 'fse'

/** localStorage that never throws: denied, full or absent, it answers as if it were empty. */
export const read = (key: string): string | null | undefined =>
  attempt(() => localStorage.getItem(key))

/** Says whether the text is kept. */
export const write = (key: string, text: string): boolean =>
  !!attempt(() => {
    localStorage.setItem(key, text)
    return true
  })

export const remove = (key: string): void => attempt(() => localStorage.removeItem(key))

/** Our own keys that start with `start`. */
export const keys = (start: string): string[] =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? []

/** What the JSON text says, or nothing when it is none. */
export const parse = <T>(text: string | null | undefined): T | undefined =>
  attempt(() => JSON.parse(text || 'null') ?? undefined)
