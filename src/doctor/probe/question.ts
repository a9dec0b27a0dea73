import type { Json, JsonObject } from '../../protocol/event.ts'
import type { ProbeSession } from './probeSession.ts'

/** Something that no documentation says of an account. */
export interface Question {
  title: string
  /** The most calls it spends, deleting its records included. */
  calls: number
  ask(session: ProbeSession): Promise<Fact[]>
}

/** How the account behaves in one respect. */
export interface Fact {
  what: string
  found: Json
  /** How the simulator behaves, as it is set up at first. */
  simulator: Json
  /** The simulator's setting that takes what was found, and the values it takes; none listed is any. */
  setting?: readonly [path: string, ...values: Json[]]
  /** What that setting takes for it, where that is not what was found. */
  settingValue?: Json
}

/** The account lacks what the question is about. */
export class CannotAsk extends Error {
  override readonly name = 'CannotAsk'
}

export function differs({ found, simulator }: Fact): boolean {
  return JSON.stringify(found) !== JSON.stringify(simulator)
}

/** A value for a person. */
export function shown(value: Json): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return value
  if (!Array.isArray(value)) return JSON.stringify(value)
  return value.length === 0 ? 'none' : value.map(shown).join(', ')
}

/** The body of `PUT /simulator/settings` that would give the simulator the ways of the account. */
export function settingsLike(facts: readonly Fact[]): JsonObject {
  const settings: JsonObject = {}
  for (const fact of facts.filter(differs)) {
    const [path, ...values] = fact.setting ?? []
    const value = fact.settingValue ?? fact.found
    if (path === undefined || (values.length > 0 && !values.includes(value))) continue
    const [group, name] = path.split('.')
    if (group === undefined) continue
    if (name === undefined) settings[group] = value
    else settings[group] = { ...(settings[group] as JsonObject | undefined), [name]: value }
  }
  return settings
}

/** The most that something takes: looks at the likely number first, then halves. */
export async function most({
  takes,
  usual,
  limit,
}: {
  takes(count: number): Promise<boolean>
  usual: number
  /** More is never tried. */
  limit: number
}): Promise<number> {
  const takesUsual = await takes(usual)
  if (takesUsual && !(await takes(usual + 1))) return usual
  let [taken, tooMany] = takesUsual ? [usual + 1, limit] : [0, usual]
  while (tooMany - taken > 1) {
    const middle = Math.floor((taken + tooMany) / 2)
    if (await takes(middle)) taken = middle
    else tooMany = middle
  }
  return taken
}
