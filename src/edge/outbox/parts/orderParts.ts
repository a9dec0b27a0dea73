interface Waiting {
  readonly name: string
  readonly after: readonly string[] | 'rest'
}

/**
 * The parts in an order in which each comes after what it waits for; otherwise they stay as they
 * are. Throws when parts wait for each other, which would hold up both for ever. Pure.
 */
export function orderParts<P extends Waiting>(
  parts: readonly P[],
  /** Names of what is no part of the list and may be waited for all the same. */
  others: readonly string[] = [],
): P[] {
  const byName = new Map(parts.map((part) => [part.name, part]))
  const ordered = new Set<P>()

  function place(part: P, waiting: readonly string[]): void {
    if (ordered.has(part)) return
    const path = [...waiting, part.name]
    if (waiting.includes(part.name))
      throw new Error(`These parts wait for each other: ${path.join(' → ')}`)
    for (const name of namesBefore(part)) {
      const before = byName.get(name)
      if (before) place(before, path)
      else if (!others.includes(name))
        throw new Error(`${part.name} waits for ${name}: no such part`)
    }
    ordered.add(part)
  }

  function namesBefore({ after }: P): readonly string[] {
    if (after !== 'rest') return after
    return parts.filter((each) => each.after !== 'rest').map(({ name }) => name)
  }

  for (const part of parts) place(part, [])
  return [...ordered]
}
