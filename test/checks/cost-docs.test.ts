import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { costPage, freeViews, priceOf } from './cost-docs.ts'

it('docs/cost.md says what was counted: run npm run docs', () => {
  expect(readFileSync('docs/cost.md', 'utf8')).toBe(costPage())
})

it.each([1, 3_000, 20_000])(
  '100 million page views a month, 1 %% of them by known people, and %i sign-ups cost $10 at most',
  (signUps) => {
    const price = priceOf({ views: 100_000_000, known: 0.01, mode: 'keep', signUps })
    expect(price).toBeLessThanOrEqual(10)
    expect(price).toBeGreaterThan(5)
  },
)

it.each([0.01, 0.05])(
  'the free plan does for 3 million page views and 3,000 sign-ups, with a share of %d by known people',
  (known) => {
    const { views } = freeViews({ known, mode: 'keep', signUps: 3_000 })
    expect(views).toBeGreaterThanOrEqual(3_000_000)
  },
)
