import { looseName } from './looseName.ts'
import { camelCase, type Row } from './row.ts'

export interface Wanted {
  row: Row
  /** Position among the row's sources; the lowest that has a value wins. */
  rank: number
}

/** A table turned round: from the name of a trait to the row that wants it. */
export interface TableIndex {
  traits: { readonly [path in 'traits' | 'context.traits']: ReadonlyMap<string, Wanted> }
  loose: ReadonlyMap<string, Row>
  elsewhere: readonly (Wanted & { keys: readonly string[] })[]
  /** Objects whose members are sources too: `address`. */
  nested: ReadonlySet<string>
  /** Loose names of traits that are not fields, read by someone else. */
  taken: ReadonlySet<string>
}

/** `taken` names the traits that are not fields of this object, `words` are loose names of fields that no row lists. */
export function indexTable(
  rows: readonly Row[],
  taken: readonly string[] = [],
  words: ReadonlyMap<string, string> = new Map(),
): TableIndex {
  const own = new Map<string, Wanted>()
  const ofContext = new Map<string, Wanted>()
  const loose = new Map<string, Row>()
  const elsewhere: (Wanted & { keys: readonly string[] })[] = []
  const nested = new Set<string>()
  for (const row of rows) {
    for (const [rank, path] of [...row.from, ...(row.also ?? [])].entries()) {
      const target = path.startsWith('traits.')
        ? own
        : path.startsWith('context.traits.')
          ? ofContext
          : undefined
      const key = path.replace(/^(?:context\.)?traits\./, '')
      target?.set(key, { row, rank })
      if (target === undefined) elsewhere.push({ row, rank, keys: path.split('.') })
      else if (key.includes('.')) nested.add(key.split('.', 1)[0] ?? key)
      else loose.set(looseName(key), row)
    }
  }
  for (const row of rows) {
    for (const name of [row.field, camelCase(row.field)]) loose.set(looseName(name), row)
  }
  for (const [word, field] of words) {
    const row = rows.find((each) => each.field === field)
    if (row && !loose.has(word)) loose.set(word, row)
  }
  return {
    traits: { traits: own, 'context.traits': ofContext },
    loose,
    elsewhere,
    nested,
    taken: new Set(taken.map(looseName)),
  }
}
