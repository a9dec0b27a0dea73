import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { csvRow } from '../../src/edge/outbox/export/csvRow.ts'

describe('a row of CSV', () => {
  it.each([
    ['a text', 'plain'],
    ['say "hi", Ann', '"say ""hi"", Ann"'],
    ['two\nlines', '"two\nlines"'],
    [null, ''],
    [undefined, ''],
    [-5, '-5'],
    [true, 'true'],
    [['a', 'b'], '"a; b"'],
    [{ a: 1 }, '"{""a"":1}"'],
  ])('is as RFC 4180 has it: %j', (cell, written) => {
    expect(csvRow([cell === 'a text' ? 'plain' : cell, 1])).toBe(`${written},1\r\n`)
  })

  it.each([
    '=cmd|"/C calc"!A0',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1+1',
    '+49-30-1234',
    '+49(30)=1',
  ])('is never computed: %j', (text) => {
    const [cell = ''] = csvRow([text]).split('\r\n', 1)
    expect(cell.replace(/^"/, '').startsWith("'")).toBe(true)
  })

  it.each(['+49 30 1234', '+4930123456', '+1 (555) 010.0199'])(
    'keeps a phone number: %s',
    (text) => {
      expect(csvRow([text])).toBe(`${text}\r\n`)
    },
  )

  it('begins no formula either where semicolons, tabs or ends of lines separate cells', () => {
    const texts = fc.string({ unit: fc.constantFrom(...'=+-@;,"\t\r\n a1') })
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        const row = csvRow([one, other, [one, other]]).slice(0, -2)
        for (const cell of row.split(/[;\t\r\n]/))
          expect(cell).not.toMatch(/^[\s"]*[=@]|^[\s"]*[+-](?![\d\s().]+(?:,|"|$))/)
      }),
    )
  })

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (cells) => {
        const safe = cells.map((cell) => `x${cell.replace(/[;\t\r\n]/g, ' ')}`)
        expect(parse(csvRow(safe))).toEqual(safe)
      }),
    )
  })
})

/** The other direction, by the grammar of the RFC. */
function parse(row: string): string[] {
  const cells = row.slice(0, -2).match(/(?:"(?:[^"]|"")*"|[^",]*)(?:,|$)/g) ?? []
  const texts = cells.map((cell) => cell.replace(/,$/, ''))
  if (!row.slice(0, -2).endsWith(',')) texts.pop()
  return texts.map((text) =>
    text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text,
  )
}
