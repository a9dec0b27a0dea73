import type { ListName } from '../catalog.ts'
import type { Problem } from '../change.ts'

/** Collects what resolving one record brings to light. */
export interface Findings {
  problems: Problem[]
  missing: Set<ListName>
  unknown: Set<ListName>
  leaveOut(problem: Problem): void
}

export function createFindings(): Findings {
  const problems: Problem[] = []
  return {
    problems,
    missing: new Set(),
    unknown: new Set(),
    leaveOut: (problem) => {
      problems.push(problem)
    },
  }
}
