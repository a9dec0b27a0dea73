import { cleanText } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { MAX_NUMBER_CHARACTERS, type Rules, readNumber, scaleIn } from './readNumber.ts'

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
