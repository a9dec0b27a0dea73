import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brotliBytes } from '../helpers/brotliBytes.ts'
import { bannerSizes, type Feature, featureSizes } from '../helpers/featureSizes.ts'

/** What a visitor may have to load, in bytes after brotli; raising a number is a decision. */
const FILES = {
  // A stranger's page views, calls until they can be carried out, and what is handed in meanwhile.
  'sdk.js': 5_565,
  // Pages of somebody known, or with calls, and those on which a form is about to be used.
  'deliver.js': 4_740,
  // Each page with fields: what hears forms. What judges them only gets who goes into a field of one.
  'forms.js': 3_850,
  'judge.js': 14_040,
  'widgets.js': 2_150,
  'consent.js': 2_200,
  'stub.js': 250,
  'inspector.js': 13_050,
}

const LARGEST_BANNER = 350
const LARGEST_WIDGET = 350

/** Each feature compressed alone, so the sum is more than the file. */
const FEATURES: Record<Feature, number> = {
  // Catches what is handed in until forms.js is there.
  forms: 880,
  // Only what is stored and sent while deliver.js has not come.
  delivery: 225,
  recording: 1_550,
  // 100 of it let a decision count in the moment it is taken.
  person: 1_275,
  pages: 375,
  // Holding calls until they can be carried out is half of it, loading other files, and asking again, a fifth.
  'starting and calls': 2_060,
}

describe('the browser library', () => {
  it.each(Object.entries(FILES))('%s stays within %i bytes', (file, budget) => {
    expect(brotliBytes(readFileSync(`dist/${file}`))).toBeLessThanOrEqual(budget)
  })

  it('keeps each feature within its budget', async () => {
    const sizes = await featureSizes()
    const over = Object.entries(FEATURES).filter(
      ([name, budget]) => sizes[name as Feature] > budget,
    )
    expect(over, JSON.stringify(sizes)).toEqual([])
  })

  it('knows each widget in few bytes', () => {
    const files = readdirSync('dist/widgets')
    expect(files).toHaveLength(9)
    const sizes = files.map((file) => [file, brotliBytes(readFileSync(`dist/widgets/${file}`))])
    expect(sizes.filter(([, size]) => Number(size) > LARGEST_WIDGET)).toEqual([])
  })

  it('knows each consent banner in few bytes', async () => {
    const sizes = await bannerSizes()
    expect(Object.keys(sizes).length).toBeGreaterThanOrEqual(9)
    const over = Object.entries(sizes).filter(([, size]) => size > LARGEST_BANNER)
    expect(over, JSON.stringify(sizes)).toEqual([])
  })
})
