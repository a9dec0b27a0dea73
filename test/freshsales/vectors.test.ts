import { afterAll, describe, expect, test } from 'vitest'
import { differences } from './vectors/compare.ts'
import { IMPROVEMENTS, isBetterInGeneral } from './vectors/improvements.ts'
import { run } from './vectors/run.ts'
import { isFailure, readCases } from './vectors/suite.ts'

const cases = readCases()
const matching = cases.filter(({ parity }) => parity === 'match')
const improving = cases.filter(({ parity }) => parity === 'improve')
let conforming = 0
let better = 0

describe('does the same as RudderStack and Segment where they do right', () => {
  test.each(matching)('$id: $title', async (vector) => {
    expect(differences(vector, await run(vector))).toEqual([])
    conforming += 1
  })
})

describe('does better than RudderStack and Segment where they do wrong', () => {
  test.each(improving)('$id: $title', async (vector) => {
    const outcome = await run(vector)
    const { requests } = vector.expected
    const baseline = { failed: isFailure(vector.expected), calls: requests?.length ?? 0 }
    const isBetter = IMPROVEMENTS[vector.id] ?? ((result) => isBetterInGeneral(result, baseline))
    expect(
      isBetter(outcome),
      JSON.stringify({ sent: outcome.sent, problems: outcome.problems }),
    ).toBe(true)
    better += 1
  })
})

// Past the runner, which hides what a passing file logs.
afterAll(() => {
  const counts = `match: ${conforming}/${matching.length}, improve: ${better} better of ${improving.length}`
  process.stdout.write(`${counts}\n`)
})
