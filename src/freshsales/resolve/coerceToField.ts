import { nameKey } from '../../protocol/cleanText.ts'
import type { Json } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { toDay, toMoment } from '../coercion/date.ts'
import { toAmount, toNumber } from '../coercion/number.ts'
import { toText } from '../coercion/text.ts'
import { looseName } from '../mapping/looseName.ts'
import type { CatalogEntry } from './catalog.ts'

/** A value that the field takes; `lost` are parts that it does not. */
export type Fitted = { value: Json; lost?: string[] }

type Coercion = (value: Json, field: CatalogEntry) => Result<Fitted>

const plain =
  (coerce: (value: Json) => Json | undefined, wants: string): Coercion =>
  (value) => {
    const coerced = coerce(value)
    return coerced === undefined ? fail(`the field wants ${wants}`) : succeed({ value: coerced })
  }

const text = plain(toTextOfAnything, 'a text')
const number = plain(toNumber, 'a number; send digits, such as 1234.5')
const amount = plain(
  toAmount,
  'an amount that can be read in one way; send a number, such as 1234.5',
)

/** By the type that the account's metadata gives a field. */
const BY_TYPE: { readonly [type: string]: Coercion } = {
  text,
  textarea: text,
  auto_complete: text,
  lookup: text,
  number,
  decimal: amount,
  currency: amount,
  date: plain(toDay, 'a date that can be read in one way; use YYYY-MM-DD'),
  date_time_split: plain(toMoment, 'a date and time that can be read in one way; use ISO 8601'),
  datetime: plain(toMoment, 'a date and time that can be read in one way; use ISO 8601'),
  checkbox: plain(toBoolean, 'true or false'),
  boolean: plain(toBoolean, 'true or false'),
  dropdown: oneChoice,
  radio: oneChoice,
  multi_select_dropdown: manyChoices,
  multiselect: manyChoices,
}

/** The value in the type of the field; `null` empties it. A type that we do not know takes the value as it is. */
export function coerceToField(field: CatalogEntry, value: Json): Result<Fitted> {
  if (value === null) return succeed({ value })
  const coerce = BY_TYPE[field.type ?? '']
  if (coerce !== undefined) return coerce(value, field)
  return isObject(value) ? fail('an object does not fit into a field') : succeed({ value })
}

function oneChoice(value: Json, field: CatalogEntry): Result<Fitted> {
  const wanted = toTextOfAnything(value)
  if (wanted === undefined) return fail('the field wants one of its choices')
  const choice = findChoice(field, wanted)
  return choice === undefined
    ? fail(`the field has no choice ${JSON.stringify(wanted)}`)
    : succeed({ value: choice })
}

/** Joined by semicolons, as Freshsales writes such fields. One unknown choice does not cost the others. */
function manyChoices(value: Json, field: CatalogEntry): Result<Fitted> {
  const wanted = ticked(value, field)
    .map((one) => toTextOfAnything(one))
    .filter((one) => one !== undefined)
  const found = new Map([...new Set(wanted)].map((one) => [one, findChoice(field, one)]))
  const chosen = new Set([...found.values()].filter((choice) => choice !== undefined))
  if (chosen.size === 0) return fail('the field has none of these choices')
  const lost = [...found.keys()].filter((one) => found.get(one) === undefined && !isNothing(one))
  return succeed({ value: [...chosen].join(';'), ...(lost.length === 0 ? {} : { lost }) })
}

/** What a form can tick; a longer text is about something else. */
const MAX_TICKED_CHARACTERS = 2_000

/** A list, an object of boxes (`{news: true, offers: false}`), or a text that joins them. */
function ticked(value: Json, field: CatalogEntry): Json[] {
  if (Array.isArray(value)) return value
  if (isObject(value))
    return Object.keys(value).filter((name) => toBoolean(value[name] ?? false) === true)
  return choicesIn(toTextOfAnything(value) ?? '', field)
}

/** Separated by semicolons, bars or lines, or as a form joins them by commas; a choice may hold a comma itself. */
function choicesIn(text: string, field: CatalogEntry): string[] {
  if (findChoice(field, text) !== undefined && field.choices?.length) return [text]
  return text
    .slice(0, MAX_TICKED_CHARACTERS)
    .replace(/^\s*\[(.*)\]\s*$/s, '$1')
    .split(/[;|\n]/)
    .flatMap((part) => (findChoice(field, part.trim()) === undefined ? part.split(',') : [part]))
    .map((part) => part.trim().replace(/^"(.*)"$/s, '$1'))
    .filter((part) => part !== '')
}

function toTextOfAnything(value: Json): string | undefined {
  return typeof value === 'boolean' ? String(value) : toText(value)
}

/** No account has a longer choice. */
const MAX_CHOICE_CHARACTERS = 500

/**
 * The choice as the account spells it, whatever the case and the encoding: Freshsales itself is
 * strict. A box that is ticked (`on`, `true`) is the choice that says so (`Yes`). A field whose
 * choices are not known takes every value.
 */
export function findChoice({ choices = [] }: CatalogEntry, wanted: string): string | undefined {
  if (choices.length === 0) return wanted
  if (wanted.length > MAX_CHOICE_CHARACTERS) return undefined
  const key = nameKey(wanted)
  const same = choices.find(({ value }) => nameKey(value) === key)
  return (
    same?.value ??
    onlyOne(
      choices,
      ({ value }) => looseName(value) === looseName(wanted) && looseName(value) !== '',
    ) ??
    onlyOne(choices, ({ value }) => meansTheSame(value, wanted))
  )
}

function onlyOne(
  choices: readonly { value: string }[],
  fits: (choice: { value: string }) => boolean,
): string | undefined {
  const fitting = choices.filter(fits)
  return fitting.length === 1 ? fitting[0]?.value : undefined
}

function meansTheSame(choice: string, wanted: string): boolean {
  const ticked = toBoolean(wanted)
  return ticked !== undefined && toBoolean(choice) === ticked
}
