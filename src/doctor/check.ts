import { ThrottledError } from '../freshsales/api/errors.ts'
import type { Finding, Findings } from './finding.ts'

/** One thing that the doctor looks at. A new one is a line in a list of these. */
export interface Check<Subject> {
  /** For the line about its own failure. */
  title: string
  run(subject: Subject): Findings
}

/** Runs all of them, each for itself: one that throws is one line, and the others run. */
export async function* runChecks<Subject>(
  checks: readonly Check<Subject>[],
  subject: Subject,
  explainError: (error: unknown) => Finding,
): Findings {
  for (const { title, run } of checks) {
    try {
      yield* run(subject)
    } catch (error) {
      const finding = explainError(error)
      yield { ...finding, text: `${finding.text} (while checking ${title})` }
      // No call is left for any of the others.
      if (error instanceof ThrottledError) return
    }
  }
}
