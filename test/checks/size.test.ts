import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { brotliBytes } from '../helpers/brotliBytes.ts'
import { type Feature, featureSizes } from '../helpers/featureSizes.ts'

/** What a visitor may have to load, in bytes after brotli; raising a number is a decision. */
const FILES = { 'sdk.js': 7_940, 'forms.js': 14_150, 'stub.js': 250, 'inspector.js': 8_700 }

/** Each feature compressed alone, so the sum is more than the file. */
const FEATURES: Record<Feature, number> = {
  forms: 1_140,
  delivery: 2_030,
  recording: 2_310,
  person: 1_515,
  pages: 470,
  'starting and calls': 1_605,
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
})
