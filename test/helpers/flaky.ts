import type { Reporter, TestCase } from 'vitest/node'

/** More than this in one run is a fault of the product or of its tests, not of a busy machine. */
const MOST = 2

/** Names each test that passed only when it was run again, and fails the run when there are many. */
export default class FlakyReporter implements Reporter {
  #flaky: string[] = []

  onTestCaseResult(test: TestCase): void {
    if (test.diagnostic()?.flaky) this.#flaky.push(test.fullName)
  }

  onTestRunEnd(): void {
    for (const name of this.#flaky) process.stdout.write(`flaky: ${name}\n`)
    if (this.#flaky.length <= MOST) return
    process.stdout.write(`${this.#flaky.length} flaky tests in one run, at most ${MOST} may be.\n`)
    process.exitCode = 1
  }
}
