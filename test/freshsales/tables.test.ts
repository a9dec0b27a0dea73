import { describe, expect, test } from 'vitest'
import { KINDS } from '../../src/freshsales/coercion/kind.ts'
import type { Row } from '../../src/freshsales/mapping/row.ts'
import { SET_ONCE_FIELDS, TABLES } from '../../src/freshsales/mapping/tables.ts'

const OWN_SOURCE = /^(?:context\.)?traits\./

describe.each(Object.entries(TABLES) as [string, readonly Row[]][])(
  'the table of a %s',
  (_, rows) => {
    test('has each field once', () => {
      const fields = rows.map(({ field }) => field)
      expect(fields).toEqual([...new Set(fields)])
    })

    test('gives each trait to one field', () => {
      const sources = rows
        .flatMap(({ from, also = [] }) => [...from, ...also])
        .filter((path) => OWN_SOURCE.test(path))
      expect(sources).toEqual([...new Set(sources)])
    })

    test('has examples that fit their fields', () => {
      for (const { as, example, field } of rows)
        expect(KINDS[as].coerce(example), field).not.toBeUndefined()
    })

    test('names a list only for references', () => {
      for (const { list, as } of rows) if (list !== undefined) expect(as).toBe('reference')
    })
  },
)

test('first and created-from sources stay as they were first', () => {
  expect([...SET_ONCE_FIELDS]).toEqual([
    'visit_lead_source',
    'first_source',
    'first_medium',
    'first_campaign',
    'last_source',
    'last_medium',
    'last_campaign',
  ])
})
