import { describe, expect, it } from 'vitest'
import { createRowFormat } from '../../../src/edge/outbox/store/rowFormat.ts'

interface Row {
  names: string[]
}

const format = createRowFormat<Row>({
  version: 3,
  upgrades: [
    (row) => ({ ...row, names: [(row as { name?: string }).name ?? ''] }),
    (row) => ({ ...row, names: [...(row as Row).names, 'Ann'] }),
  ],
  complete: (row): row is Row => 'names' in row && Array.isArray(row.names),
})

describe('a row', () => {
  it('is read as it was written, with its version in it', () => {
    const text = format.write({ names: ['Bob'] })
    expect(text).toBe('{"version":3,"names":["Bob"]}')
    expect(format.read(text)).toEqual({ ok: true, row: { names: ['Bob'] } })
  })

  it('without a version is of version 1, and goes through every upgrade', () => {
    const read = format.read('{"name":"Bob"}')
    expect(read).toEqual({ ok: true, row: { name: 'Bob', names: ['Bob', 'Ann'] } })
  })

  it('of a version between goes through the rest of the upgrades', () => {
    const read = format.read('{"version":2,"names":["Bob"]}')
    expect(read).toEqual({ ok: true, row: { names: ['Bob', 'Ann'] } })
  })

  it('keeps the parts that nobody knows', () => {
    const read = format.read('{"version":3,"names":[],"later":{"a":[1]}}')
    expect(read.ok && format.write(read.row)).toBe('{"version":3,"names":[],"later":{"a":[1]}}')
  })

  it('of a later version is not touched, and the reason says so', () => {
    const read = format.read('{"version":4,"names":[]}')
    expect(read.ok ? '' : read.reason).toMatch(/later version.*format 4.*up to 3/)
  })

  it.each([
    '',
    '{',
    'null',
    '[]',
    '7',
    '"text"',
    '{"version":0}',
    '{"version":1.5}',
    '{"version":null}',
  ])('that is no whole row is refused: %s', (text) => expect(format.read(text).ok).toBe(false))

  it('that lacks a part is refused', () => {
    expect(format.read('{"version":3}').ok).toBe(false)
  })
})
