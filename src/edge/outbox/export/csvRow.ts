import type { Json } from '../../../protocol/event.ts'

/**
 * What spreadsheets read as the beginning of a formula, also in the wide letters of East Asia; and behind
 * quotation marks, two of which are an empty beginning where semicolons separate cells.
 */
const FORMULA = /^[\s"]*[=+\-@＝＋－＠]/

/**
 * Where another cell begins for a program that separates cells by semicolons, as Excel does in most of
 * Europe, or that does not read quotation marks.
 */
const SEPARATOR = /([;\t\r\n])/

/** Nothing in it can be computed: digits, with blanks, dots and brackets between them. */
const PHONE_NUMBER = /^\+[ \u00A0().]*\d[ \u00A0\d().]*$/

/**
 * A row of RFC 4180. A text that a spreadsheet would compute gets an apostrophe in front, by which it
 * stays a text; a phone number like `+49 30 1234` is left as it is. Pure.
 */
export function csvRow(cells: readonly (Json | undefined)[]): string {
  return `${cells.map((cell) => quote(textOf(cell))).join(',')}\r\n`
}

function textOf(cell: Json | undefined): string {
  if (cell === undefined || cell === null) return ''
  if (typeof cell === 'string') return withoutFormulas(cell)
  if (Array.isArray(cell) && cell.every((each) => typeof each === 'string'))
    return withoutFormulas(cell.join('; '))
  return typeof cell === 'object' ? withoutFormulas(JSON.stringify(cell)) : String(cell)
}

function withoutFormulas(text: string): string {
  if (PHONE_NUMBER.test(text)) return text
  const safe = text
    .split(SEPARATOR)
    .map((part) => (FORMULA.test(part) ? `'${part}` : part))
    .join('')
  return /^[\t\r\n]/.test(safe) ? `'${safe}` : safe
}

const quote = (text: string) =>
  /[",\r\n;\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
