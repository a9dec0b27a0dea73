import { kept, person, remove, type StoredEntry, storePerson } from '../core.ts'

/** What the history of a stranger may take of the device, keys included. */
const MOST_ENTRIES = 100
const MOST_CHARACTERS = 7_900

export const viewsOf = (entries: StoredEntry[]): StoredEntry[] =>
  entries.filter(([, text]) => !text.startsWith('{"type"'))

/** The oldest view goes first; the first view and what is no view stay as long as they can. */
export const keepRoom = (): void => {
  const all = kept()
  const [first, ...views] = viewsOf(all)
  const others = all.filter((entry) => entry !== first && !views.includes(entry))
  for (const entry of [...views, ...others]) {
    const left = kept()
    const characters = left.flat().join('').length
    if (!left[MOST_ENTRIES] && characters <= MOST_CHARACTERS) return
    if (views.includes(entry)) person.earlier = (person.earlier ?? 0) + 1
    remove(entry[0])
    storePerson()
  }
}
