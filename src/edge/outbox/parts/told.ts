import type { Fields } from '../../../freshsales/change.ts'
import type { Visit } from '../../../freshsales/timeline/visit.ts'

/** What a visit's entry tells besides what the person did. */
export type Told = Pick<Visit, 'said' | 'asked' | 'unverified' | 'hints'>

/** As many of each kind as an entry lists. */
const MAX_TOLD = 12

/** An entry shows no more of a value. */
const MAX_CHARACTERS = 200

const KINDS = ['said', 'asked', 'unverified'] as const

export function countTold(visit: Told): number {
  const names = KINDS.flatMap((kind) => Object.keys(visit[kind] ?? {}))
  return names.length + (visit.hints?.length ?? 0)
}

/** Adds what another one tells; the newer value of a name is told. */
export function joinTold(visit: Told, other: Told): void {
  for (const kind of KINDS) {
    const joined = { ...visit[kind], ...shortened(other[kind] ?? {}) }
    const entries = Object.entries(joined).slice(0, MAX_TOLD)
    if (entries.length > 0) visit[kind] = Object.fromEntries(entries)
  }
  const hints = [...new Set([...(visit.hints ?? []), ...(other.hints ?? [])])]
  if (hints.length > 0) visit.hints = hints.slice(0, MAX_TOLD)
}

function shortened(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([name, value]) => {
      const text = typeof value === 'string' ? value : JSON.stringify(value)
      return [name, text.length > MAX_CHARACTERS ? `${text.slice(0, MAX_CHARACTERS)}…` : value]
    }),
  )
}
