import type { Problem } from '../../../freshsales/change.ts'
import type { PersonCore } from './personCore.ts'

/** Beyond this a broken sender is at work. */
const MAX_PROBLEMS = 20

/** Adds what will not be in the CRM as it was asked for, to be told with the person's next delivery. */
export function reportProblem(person: PersonCore, ...problems: Problem[]): void {
  if (problems.length === 0) return
  person.problems = [...(person.problems ?? []), ...problems].slice(-MAX_PROBLEMS)
}
