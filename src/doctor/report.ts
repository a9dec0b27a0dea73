import { styleText } from 'node:util'
import type { Finding } from './finding.ts'

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
