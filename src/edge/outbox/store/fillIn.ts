/**
 * Gives a row the parts that it lacks, as an empty one has them: a part that was added later needs
 * no migration. False when a part is of another kind than in the empty one: the row is torn.
 */
export function fillIn(row: object, empty: object): boolean {
  const parts = row as { [part: string]: unknown }
  for (const [name, initial] of Object.entries(empty)) {
    const part = parts[name]
    if (part === undefined) parts[name] = initial
    else if (kindOf(part) !== kindOf(initial)) return false
  }
  return true
}

const kindOf = (value: unknown) =>
  Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value
