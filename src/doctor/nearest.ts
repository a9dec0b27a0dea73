/** Changes of a letter that still look like a slip of the pen. */
const MAX_SLIPS = 3

/** The name that was probably meant, if there is one. Pure. */
export function nearest(given: string, names: readonly string[]): string | undefined {
  const wanted = given.trim().toLowerCase()
  const ranked = names
    .map((name) => ({ name, slips: distance(wanted, name.trim().toLowerCase()) }))
    .sort((a, b) => a.slips - b.slips)
  const [best] = ranked
  const most = Math.min(MAX_SLIPS, Math.ceil(wanted.length / 2))
  return best !== undefined && best.slips <= most ? best.name : undefined
}

/** Letters to insert, remove or replace to get from one to the other (Levenshtein). */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index)
  for (const [line, letter] of [...from].entries()) {
    const next = [line + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
