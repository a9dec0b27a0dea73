import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parseActions } from '../../src/freshsales/actions.ts'
import { EXAMPLE_EVENTS, MAPPING_DOCS, renderMappingDocs } from './mapping-docs.ts'

test('docs/mapping.md says what the tables say', () => {
  expect(readFileSync(MAPPING_DOCS, 'utf8'), 'run `npm run docs`').toBe(renderMappingDocs())
})

test('the example of EVENTS in docs/mapping.md is a good one', () => {
  expect(parseActions(EXAMPLE_EVENTS)).toMatchObject({ ok: true })
})
