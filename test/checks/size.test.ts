import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brotliBytes } from '../helpers/brotliBytes.ts'
import { bannerSizes, type Feature, featureSizes } from '../helpers/featureSizes.ts'

/** What a visitor may have to load, in bytes after brotli; raising a number is a decision. */
const FILES = {
  // 130 of it find the widgets of other vendors, and hand on what their file needs.
  'sdk.js': 8_290,
  // Each page with fields: what hears forms. What judges them only gets who goes into a field of one.
  'forms.js': 3_800,
  'judge.js': 13_750,
  'widgets.js': 2_150,
  'consent.js': 2_200,
  'stub.js': 250,
  'inspector.js': 11_600,
}

const LARGEST_BANNER = 350
const LARGEST_WIDGET = 350

/** Each feature compressed alone, so the sum is more than the file. */
const FEATURES: Record<Feature, number> = {
  forms: 1_245,
  delivery: 2_110,
  recording: 2_315,
  person: 1_515,
  pages: 470,
  // 35 of it look at which tag is our own, for the forms as well.
  'starting and calls': 1_780,
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
