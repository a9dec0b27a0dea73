import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { brotliBytes } from '../helpers/brotliBytes.ts'

/** What a visitor may have to load, in bytes after brotli; raising a number is a decision. */
const BUDGETS = { 'sdk.js': 5_120, 'stub.js': 350 }

it.each(Object.entries(BUDGETS))('dist/%s stays within %i bytes', (file, budget) => {
  expect(brotliBytes(readFileSync(`dist/${file}`))).toBeLessThanOrEqual(budget)
})
