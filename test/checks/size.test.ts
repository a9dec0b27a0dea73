import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brotliBytes } from '../helpers/brotliBytes.ts'
import { bannerSizes, type Feature, featureSizes } from '../helpers/featureSizes.ts'

/** What a visitor may have to load, in bytes after brotli; raising a number is a decision. */
const FILES = {
  'sdk.js': 8_120,
  'forms.js': 14_180,
  'consent.js': 2_200,
  'stub.js': 250,
  'inspector.js': 10_800,
}

const LARGEST_BANNER = 350

/** Each feature compressed alone, so the sum is more than the file. */
const FEATURES: Record<Feature, number> = {
  forms: 1_140,
  delivery: 2_095,
  recording: 2_315,
  person: 1_515,
  pages: 470,
  'starting and calls': 1_700,
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

  it('knows each consent banner in few bytes', async () => {
    const sizes = await bannerSizes()
    expect(Object.keys(sizes).length).toBeGreaterThanOrEqual(9)
    const over = Object.entries(sizes).filter(([, size]) => size > LARGEST_BANNER)
    expect(over, JSON.stringify(sizes)).toEqual([])
  })
})
