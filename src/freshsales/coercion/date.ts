import { cleanText } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { inLatinDigits } from './latinDigits.ts'

/** 2200-01-01 in seconds: what would lie beyond is written in milliseconds. */
const LAST_SECONDS = 7_258_118_400

/** 9999-12-31, the last day that ISO 8601 writes with four digits, and the first one. */
const LAST_MILLISECONDS = 253_402_300_799_999
const FIRST_MILLISECONDS = -62_135_596_800_000

/** Below are ages, years and counts rather than seconds since 1970. */
const FIRST_SECONDS = 1_000_000

const EPOCH = /^-?\d{8,15}$/
const COMPACT_DAY = /^(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})(Z))?$/i

const TIME = String.raw`(?:[T ,]{1,2}(\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:\s?[AP]M)?)\s?(Z|(?:UTC|GMT)?(?:[+-]\d{2}:?\d{2})?))?`
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})${TIME}$`, 'i')
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`, 'i')
const DAY_NAME = String.raw`^(?:\p{L}{2,13},? )?`
const DAY_MONTH = new RegExp(
  String.raw`${DAY_NAME}(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?: (?:of|de))?[ -](\p{L}{3,10})\.?,?(?: de)?[ -](\d{4})${TIME}$`,
  'iu',
)
const MONTH_DAY = new RegExp(
  String.raw`${DAY_NAME}(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})${TIME}$`,
  'iu',
)
/** `2026年5月1日`, and as Koreans write it. */
const WITH_SIGNS = /^(\d{4}) ?[年년] ?(\d{1,2}) ?[月월] ?(\d{1,2}) ?[日일]$/

/** How the months begin, without accents: in English, German, French, Spanish, Portuguese and Italian. */
const MONTHS = [
  'jan ene gen',
  'feb fev',
  'mar',
  'apr avr abr',
  'may mai mag',
  'jun juin giu',
  'jul juil lug',
  'aug ago aou',
  'sep set',
  'oct okt out ott',
  'nov',
  'dec dez dic',
].map((beginnings) => beginnings.split(' '))

/** The longest of these forms, `Wednesday, 14th September 2026 10:00:00.000 +0000`, is shorter. */
const MAX_CHARACTERS = 60

interface Parts {
  year: string
  month: string
  day: string
  time: string | undefined
  zone: string | undefined
}

/**
 * A moment in ISO 8601. One that is already written so stays as it is; other spellings and epoch
 * seconds and milliseconds are converted. A date that can be read in two ways is none.
 */
export function toMoment(value: Json): string | undefined {
  if (typeof value === 'number') return ofEpoch(value)
  if (typeof value !== 'string' || value.length > 2 * MAX_CHARACTERS) return undefined
  const text = inLatinDigits(cleanText(value)).replace(/ \([^()]*\)$/, '')
  if (text.length > MAX_CHARACTERS) return undefined
  const parts = partsOf(text)
  if (parts !== undefined) return written(parts)
  return EPOCH.test(text) ? ofEpoch(Number(text)) : undefined
}

/** The day of a moment, `YYYY-MM-DD`, as it was written: no shift by a time zone. */
export function toDay(value: Json): string | undefined {
  return toMoment(value)?.slice(0, 10)
}

function partsOf(text: string): Parts | undefined {
  const yearFirst = YEAR_FIRST.exec(text)
  if (yearFirst) {
    const [, year = '', , month = '', day = '', time, zone] = yearFirst
    return { year, month, day, time, zone }
  }
  const yearLast = YEAR_LAST.exec(text)
  if (yearLast) return dayOrMonthFirst(yearLast)
  const compact = COMPACT_DAY.exec(text)
  if (compact) {
    const [, year = '', month = '', day = '', hour, minute, second, zone] = compact
    const time = hour === undefined ? undefined : `${hour}:${minute}:${second}`
    const parts = { year, month, day, time, zone }
    return isRealDay(parts) && isOfOurTime(year) ? parts : undefined
  }
  const signed = WITH_SIGNS.exec(text)
  if (signed) {
    const [, year = '', month = '', day = ''] = signed
    return { year, month, day, time: undefined, zone: undefined }
  }
  const named = DAY_MONTH.exec(text)
  const [, day, name, year = '', time, zone] = named ?? swapped(MONTH_DAY.exec(text)) ?? []
  const month = monthNamed(name ?? '')
  return day === undefined || month === 0
    ? undefined
    : { year, month: String(month), day, time, zone }
}

/** The number of a month; 0 for what is none. */
function monthNamed(name: string): number {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return MONTHS.findIndex((beginnings) => beginnings.some((each) => plain.startsWith(each))) + 1
}

/** `14.05.1990` begins with the day wherever it is written; with slashes and dashes only what cannot be a month is a day. */
function dayOrMonthFirst(match: RegExpExecArray): Parts | undefined {
  const [, first = '', separator, second = '', year = '', time, zone] = match
  if (separator === '.' || Number(first) > 12 || first === second)
    return { year, month: second, day: first, time, zone }
  return Number(second) > 12 ? { year, month: first, day: second, time, zone } : undefined
}

function swapped(match: RegExpExecArray | null): (string | undefined)[] | undefined {
  return match === null ? undefined : [match[0], match[2], match[1], ...match.slice(3)]
}

function written(parts: Parts): string | undefined {
  if (!isRealDay(parts)) return undefined
  const { year, month, day, time, zone } = parts
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (time === undefined) return date
  const hours = inTwentyFour(time)
  if (hours === undefined) return undefined
  const offset = (zone ?? '')
    .toUpperCase()
    .replace(/^(?:UTC|GMT)(?=[+-])/, '')
    .replace(/^[UG].*/, 'Z')
  const moment = `${date}T${hours}${offset}`
  return Number.isNaN(Date.parse(moment)) ? undefined : moment
}

/** `3:04 PM` is `15:04`. */
function inTwentyFour(time: string): string | undefined {
  const [, hour = '', rest = '', half] = /^(\d+)(:[\d:.]+)\s?([ap]m)?$/i.exec(time) ?? []
  if (half === undefined) return `${hour.padStart(2, '0')}${rest}`
  if (Number(hour) < 1 || Number(hour) > 12) return undefined
  const hours = (Number(hour) % 12) + (half.toLowerCase() === 'pm' ? 12 : 0)
  return `${String(hours).padStart(2, '0')}${rest}`
}

function ofEpoch(number: number): string | undefined {
  const size = Math.abs(number)
  if (!Number.isFinite(number) || size < FIRST_SECONDS) return undefined
  const compact = Number.isInteger(number) && number > 0 ? partsOf(String(number)) : undefined
  if (compact !== undefined) return written(compact)
  const milliseconds = size < LAST_SECONDS ? number * 1000 : number
  if (milliseconds > LAST_MILLISECONDS || milliseconds < FIRST_MILLISECONDS) return undefined
  return new Date(milliseconds).toISOString()
}

const isOfOurTime = (year: string) => Number(year) >= 1900 && Number(year) < 2200

/** `Date.parse` takes the 30th of February for the 1st of March. */
function isRealDay({ year, month, day }: Parts): boolean {
  const date = new Date(Date.UTC(2000, Number(month) - 1, Number(day)))
  date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
}
