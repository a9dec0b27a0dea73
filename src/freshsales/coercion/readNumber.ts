import { cleanText } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { inLatinDigits } from './latinDigits.ts'

const PLAIN_NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i

/** What a word or a letter after a number multiplies it by. */
const SCALES: ReadonlyMap<string, number> = new Map(
  [
    { factor: 1e3, words: 'k tsd tausend thousand thousands mil mille' },
    { factor: 1e5, words: 'lakh lakhs lac lacs' },
    {
      factor: 1e6,
      words: 'm mm mn mio mln million millions millionen millones millón milhão milhões',
    },
    { factor: 1e7, words: 'cr crore crores' },
    { factor: 1e9, words: 'b bn billion billions mrd milliarde milliarden milliard milliards' },
    { factor: 1e12, words: 't tn trn trillion trillions' },
  ].flatMap(({ factor, words }) =>
    words.split(' ').map((word): [string, number] => [word, factor]),
  ),
)

/** A text with more than this is no number, however it is written. */
export const MAX_NUMBER_CHARACTERS = 80

interface Parsed {
  number: number
  /** The words and signs beside the number that are neither a scale nor a plus. */
  beside: string[]
}

export interface Rules {
  /** Whether a word beside the number takes nothing from its meaning. */
  beside: (word: string) => boolean
  /** No fractions: every separator groups thousands. */
  isWhole?: boolean
  /** `1.000` may be a thousand. */
  isThousandsPoint?: boolean
}

const THOUSANDS_POINT = /^[+-]?[1-9]\d{0,2}\.\d{3}$/

/** The number that a value is or a text writes out; undefined where it can be read in two ways. */
export function readNumber(value: Json, rules: Rules): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string' || value.length > 2 * MAX_NUMBER_CHARACTERS) return undefined
  const text = inLatinDigits(cleanText(value).replace(/[\u2212\ufe63\uff0d]/g, '-'))
  if (text.length > MAX_NUMBER_CHARACTERS) return undefined
  if (PLAIN_NUMBER.test(text) && !(rules.isThousandsPoint && THOUSANDS_POINT.test(text)))
    return finite(Number(text))
  const parsed = parse(text, rules)
  return parsed?.beside.every(rules.beside) ? finite(parsed.number) : undefined
}

/** What the word after a number multiplies it by; 1 where there is none. */
export function scaleIn(text: string): number {
  const word = /\d\s*(\p{L}+)/u.exec(text)?.[1] ?? ''
  return SCALES.get(word.toLowerCase()) ?? 1
}

/** `(1,234.50)` is negative to a bookkeeper. */
const BRACKETED = /^(\P{N}{0,6})\(([^()]+)\)(\P{N}{0,6})$/u
const DIGITS = /\d[\d.,'’_ ]*/g

function parse(given: string, rules: Rules): Parsed | undefined {
  const bracketed = BRACKETED.exec(given)
  const text = bracketed ? `${bracketed[1]} ${bracketed[2]} ${bracketed[3]}` : given
  const runs = [...text.matchAll(DIGITS)]
  const [run] = runs
  if (run === undefined || runs.length !== 1) return undefined
  const digits = run[0].replace(/[.,'’_ ]+$/, '')
  const before = text.slice(0, run.index)
  const after = text.slice(run.index + digits.length).trim()
  const leading = startsWithPoint(before) ? `.${digits}` : digits
  const sign = /-\s*\P{L}{0,2}\s*$/u.test(before) || /^\s*-/.test(before) ? -1 : 1
  const words = [...wordsOf(before.replace(/[-+.]/g, ' ')), ...wordsOf(after.replace(/^\s*\+/, ''))]
  const [scale, beside] = takeScale(wordsOf(after), words)
  const size = sizeOf(leading, scale > 1 ? { ...rules, isWhole: false } : rules)
  if (size === undefined || (bracketed && sign < 0) || /-.*-/.test(before)) return undefined
  return { number: rounded(size * scale) * (bracketed ? -1 : sign), beside }
}

const startsWithPoint = (before: string) => /(?:^|[^\d.])\.$/.test(before)

/** The words and signs of a text; `US$` is one, `k€` are two. */
export function wordsOf(text: string): string[] {
  // `US$` is one word, `k€` is two.
  const spaced = text.replace(/(?<![A-Za-z])\p{Sc}|[^\P{Sc}$]/gu, ' $& ')
  return spaced.split(/\s+/).filter((word) => word !== '' && word !== '+')
}

/** The first word after the number, when it is a scale: `5M`, `5 million USD`, `5M+`. */
function takeScale(after: readonly string[], words: readonly string[]): [number, string[]] {
  const first = (after[0] ?? '').replace(/\+$/, '')
  const scale = SCALES.get(first.toLowerCase().replace(/\.$/, ''))
  const beside = words.map((word) => word.replace(/\+$/, '')).filter((word) => word !== '')
  if (scale === undefined) return [1, beside]
  const at = beside.lastIndexOf(first)
  return [scale, beside.filter((_, index) => index !== at)]
}

/** Two or three digits after every separator but the last, which has three: also `12,34,567`, as India writes. */
const GROUPED = /^\d{1,3}(?:([.,'’_ ])\d{2,3})*[.,'’_ ]\d{3}$/
const isEvenlyGrouped = (text: string) => new Set(text.replace(/\d/g, '')).size === 1

/** The value of digits with separators; undefined where a point or a comma may be either. */
function sizeOf(text: string, { isWhole = false }: Rules): number | undefined {
  const separators = text.replace(/\d/g, '')
  if (separators === '') return Number(text)
  const last = Math.max(text.lastIndexOf('.'), text.lastIndexOf(','))
  const [head, fraction] = [text.slice(0, last), text.slice(last + 1)]
  const isDecimal = last >= 0 && !separators.slice(0, -1).includes(text[last] ?? '')
  if (isGrouped(text) && !(separators === '.' && !isWhole)) return Number(text.replace(/\D/g, ''))
  if (isWhole || !isDecimal || /\D/.test(fraction) || fraction === '') return undefined
  if (separators.length === 1 && fraction.length === 3 && /^[1-9]\d{0,2}$/.test(head))
    return undefined
  if (head !== '' && /\D/.test(head) && !isGrouped(head)) return undefined
  if (text[last] === ',' && fraction.length > 2) return undefined
  return Number(`${head.replace(/\D/g, '')}.${fraction}`)
}

function isGrouped(text: string): boolean {
  return isEvenlyGrouped(text) && GROUPED.test(text) && !text.startsWith('0')
}

/** 1.1 million is 1,100,000 and not 1,100,000.0000000002. */
const rounded = (number: number) => Number(number.toPrecision(15))

function finite(number: number): number | undefined {
  return Number.isFinite(number) ? number : undefined
}
