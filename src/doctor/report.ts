import { styleText } from 'node:util'
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

const MARKS = {
  good: { sign: '✓', colour: 'green' },
  note: { sign: '!', colour: 'yellow' },
  bad: { sign: '✗', colour: 'red' },
} as const satisfies { [mark in Finding['mark']]: object }

/** Shorter texts are no secrets, and occur in words. */
const MIN_SECRET_CHARACTERS = 6

export interface ReportOptions {
  write(text: string): void
  isTerminal: boolean
}

/** What is printed while the doctor works, and the verdict at its end. */
export interface Report {
  title(text: string): void
  /** A line between the findings. */
  say(text: string): void
  add(findings: Iterable<Finding> | AsyncIterable<Finding>): Promise<void>
  /** Whatever is said from now on, these texts are not. */
  hide(secrets: Iterable<string>): void
  /** Prints the verdict; returns the exit code. */
  end(): number
}

export function createReport({ write, isTerminal }: ReportOptions): Report {
  const secrets = new Set<string>()
  const subjects = new Set<string>()
  let notes = 0

  const paint = (colour: Parameters<typeof styleText>[0], text: string): string =>
    isTerminal ? styleText(colour, text) : text

  const print = (line: string): void => {
    let shown = line
    for (const secret of secrets) shown = shown.replaceAll(secret, '•••')
    write(`${shown}\n`)
  }

  function show({ mark, text, advice, subject }: Finding): void {
    const { sign, colour } = MARKS[mark]
    print(`  ${paint(colour, sign)} ${text}`)
    if (advice !== undefined) print(`      ${advice}`)
    if (mark === 'note') notes += 1
    if (mark === 'bad') subjects.add(subject ?? text)
  }

  return {
    title: (text) => print(`\n${paint('bold', text)}`),
    say: print,
    hide(texts) {
      for (const text of texts) if (text.length >= MIN_SECRET_CHARACTERS) secrets.add(text)
    },
    async add(findings) {
      for await (const finding of findings) show(finding)
    },
    end() {
      const remarks = notes === 0 ? '' : ` (${notes === 1 ? '1 note' : `${notes} notes`})`
      if (subjects.size === 0) print(`\n${paint('green', 'tested')}${remarks}`)
      else print(`\n${paint('red', 'mend:')} ${[...subjects].join(', ')}${remarks}`)
      return subjects.size === 0 ? 0 : 1
    },
  }
}
