import type { Reporter, TestCase, TestModule } from 'vitest/node'

/** Prints each fault test in one line: what it is, and the figure it showed. */
export default class FiguresReporter implements Reporter {
  onTestCaseResult(test: TestCase): void {
    const { state, errors } = test.result()
    const { figure } = test.meta() as { figure?: string }
    if (state === 'skipped') return
    const seconds = ((test.diagnostic()?.duration ?? 0) / 1000).toFixed(1)
    print(`${state === 'passed' ? '✓' : '✗'} ${test.fullName} (${seconds} s)`)
    if (figure) print(`    ${figure}`)
    for (const error of errors ?? []) print(`    ${error.stack ?? error.message}`)
  }

  onTestModuleEnd(module: TestModule): void {
    for (const error of module.errors()) print(`✗ ${module.relativeModuleId}: ${error.message}`)
  }
}

const print = (line: string) => process.stdout.write(`${line}\n`)
