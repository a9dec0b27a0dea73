import type { Problem } from '../change.ts'

/** What no two contacts of any account share, and no admin can make otherwise. */
const UNIQUE: ReadonlySet<string> = new Set(['mobile_number', 'external_id'])

/** How Freshsales says that another record has a value, in the languages of `COMPULSORY`. */
const TAKEN =
  /not unique|already|\bya (?:existe|está)|bereits|déjà|disponible|\bjá (?:existe|está)/iu

export function saysTaken(messages: readonly string[]): boolean {
  return messages.some((message) => TAKEN.test(message))
}

/** Of what a repair left out, the first that another contact has: it may be the same person. */
export function anothersAmong(problems: readonly Problem[]): Problem | undefined {
  return problems.find(({ field, reason }) => UNIQUE.has(field) && TAKEN.test(reason))
}
