import { ThrottledError } from '../freshsales/api/errors.ts'

/** One line of the report. */
export interface Finding {
  /** `note` is worth knowing and no fault. */
  mark: 'good' | 'note' | 'bad'
  text: string
  /** What to do, on a line of its own. */
  advice?: string
  /** What is at fault, in a word for the last line: a variable, or a part of the account. */
  subject?: string
}

export type Findings = AsyncGenerator<Finding, void, void>

export function good(text: string): Finding {
  return { mark: 'good', text }
}

export function note(text: string, advice?: string): Finding {
  return advice === undefined ? { mark: 'note', text } : { mark: 'note', text, advice }
}

export function bad(subject: string, text: string, advice: string): Finding {
  return { mark: 'bad', subject, text, advice }
}

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
