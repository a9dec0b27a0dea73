import { cleanText } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { MAX_NUMBER_CHARACTERS, type Rules, readNumber, scaleIn, wordsOf } from './readNumber.ts'

/** Currencies as people write them beside an amount; a code in capitals is one as well. */
const CURRENCY_WORDS: ReadonlySet<string> = new Set(
  'euro euros eur dollar dollars usd us$ pound pounds gbp rs rs. inr rupees rupee kr kr. fr fr. chf sfr zł kč lei lev yen r$ reais real pesos peso aed sek nok dkk jpy cny rmb aud cad a$ c$ au$ ca$ nz$ hk$ s$ mx$'.split(
    ' ',
  ),
)
const CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** A number, or a text that is nothing but one: `1,234.5`, `10k`, `50 %`. Never NaN, never true as 1; `1.000` may be a thousand. */
export function toNumber(value: Json): number | undefined {
  return readNumber(value, { beside: (word) => word === '%', isThousandsPoint: true })
}

/** Money as people write it: `10000.50 USD`, `$1,234.5`, `1.234,56 €`, `$5M`, `(250.00)`. What can be read in two ways is refused. */
export function toAmount(value: Json): number | undefined {
  return readNumber(value, {
    beside: isCurrency,
    isThousandsPoint: true,
  })
}

function isCurrency(word: string): boolean {
  return /^\p{Sc}$/u.test(word) || CODES.has(word) || CURRENCY_WORDS.has(word.toLowerCase())
}

/** Signs and words that one currency has to itself. */
const CURRENCIES: ReadonlyMap<string, string> = new Map([
  ...['€', 'euro', 'euros'].map((word): [string, string] => [word, 'EUR']),
  ...['£', 'pound', 'pounds'].map((word): [string, string] => [word, 'GBP']),
  ...['₹', 'rs', 'rs.', 'rupee', 'rupees'].map((word): [string, string] => [word, 'INR']),
  ...['yen'].map((word): [string, string] => [word, 'JPY']),
  ...['us$'].map((word): [string, string] => [word, 'USD']),
  ...['r$', 'reais', 'real'].map((word): [string, string] => [word, 'BRL']),
])

/** The currency that an amount names, `150 JPY`, `5 €`: kept beside it, for the number alone would be another amount. */
export function currencyIn(amount: Json | undefined): string | undefined {
  if (typeof amount !== 'string' || amount.length > MAX_NUMBER_CHARACTERS) return undefined
  for (const word of wordsOf(cleanText(amount).replace(/[\d.,+-]+(?!\p{L}*\.)/gu, ' $& '))) {
    const code = CURRENCIES.get(word.toLowerCase()) ?? word.toUpperCase()
    if (CODES.has(code) && isCurrency(word)) return code
  }
  return undefined
}

const PEOPLE: ReadonlySet<string> = new Set(
  'employee employees people person persons staff fte ftes headcount members mitarbeiter mitarbeitende mitarbeiterinnen beschäftigte empleado empleados trabajadores personas employé employés salarié salariés personnes colaborador colaboradores funcionários pessoas'.split(
    ' ',
  ),
)

/** A number of people. Of a range, as forms offer it, the lower bound: that is how Freshsales keeps it. */
export function toHeadcount(value: Json): number | undefined {
  const isPeople = (word: string) => PEOPLE.has(word.toLowerCase())
  const rules = { beside: isPeople, isWhole: true, isThousandsPoint: true }
  const number =
    readNumber(value, rules) ?? (typeof value === 'string' ? lowest(value, rules) : undefined)
  return number !== undefined && Number.isSafeInteger(number) && number >= 0 ? number : undefined
}

const RANGE = /^(.*?\d[^-–—]*?)\s*(?:[-–—]|\bto\b|\bbis\b|\ba\b|\bà\b)\s*(\d.*)$/i
const AT_LEAST = /^(?:>=?|≥|over|more than|above|at least|über|mehr als|más de|plus de|mais de)\s*/i

/** `11-50`, `1k – 5k`, `more than 500`. */
function lowest(value: string, rules: Rules): number | undefined {
  if (value.length > MAX_NUMBER_CHARACTERS) return undefined
  const text = cleanText(value)
  const open = text.replace(AT_LEAST, '')
  if (open !== text) return readNumber(open, rules)
  const [, from = '', to = ''] = RANGE.exec(text) ?? []
  const upper = readNumber(to, rules)
  const lower = readNumber(from, rules)
  if (upper === undefined || lower === undefined) return undefined
  // The scale of "1-5k" is that of both, unless it would put them the wrong way round.
  const scale = scaleIn(to)
  const scaled = scale > 1 && scaleIn(from) === 1 ? lower * scale : lower
  return scaled <= upper ? scaled : lower <= upper ? lower : undefined
}
