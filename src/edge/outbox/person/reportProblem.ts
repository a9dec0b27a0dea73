import type { Problem } from '../../../freshsales/change.ts'
import type { SubjectCore } from './personCore.ts'

/** Beyond this a broken sender is at work. */
const MAX_PROBLEMS = 20

/** Adds what will not be in the CRM as it was asked for, to be told with the subject's next delivery. */
export function reportProblem(subject: SubjectCore, ...problems: Problem[]): void {
  if (problems.length === 0) return
  const known = (subject.problems ?? []).filter(
    (before) => !problems.some((each) => JSON.stringify(each) === JSON.stringify(before)),
  )
  subject.problems = [...known, ...problems].slice(-MAX_PROBLEMS)
}
