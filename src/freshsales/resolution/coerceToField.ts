import type { Json } from '../../protocol/event.ts'
import type { CatalogEntry } from '../catalog.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { toDay, toMoment } from '../coercion/date.ts'
import { toAmount, toNumber } from '../coercion/number.ts'
import { toText } from '../coercion/text.ts'
import { isObject } from '../json.ts'
import { fail, type Result, succeed } from '../result.ts'

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
const number = plain(toNumber, 'a number')
const amount = plain(toAmount, 'an amount')

/** By the type that the account's metadata gives a field. */
const BY_TYPE: { readonly [type: string]: Coercion } = {
  text,
  textarea: text,
  auto_complete: text,
  lookup: text,
  number,
  decimal: amount,
  currency: amount,
  date: plain(toDay, 'a date; use YYYY-MM-DD'),
  date_time_split: plain(toMoment, 'a date and time; use ISO 8601'),
  datetime: plain(toMoment, 'a date and time; use ISO 8601'),
  checkbox: plain(toBoolean, 'true or false'),
  boolean: plain(toBoolean, 'true or false'),
  dropdown: oneChoice,
  radio: oneChoice,
  multi_select_dropdown: manyChoices,
  multiselect: manyChoices,
}

/** The value in the type of the field. A type that we do not know takes the value as it is. */
export function coerceToField(field: CatalogEntry, value: Json): Result<Fitted> {
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
  const given = Array.isArray(value) ? value : choicesIn(toTextOfAnything(value) ?? '', field)
  const wanted = given.map((one) => toTextOfAnything(one)).filter((one) => one !== undefined)
  const chosen = wanted.flatMap((one) => findChoice(field, one) ?? [])
  if (chosen.length === 0) return fail('the field has none of these choices')
  const lost = wanted.filter((one) => findChoice(field, one) === undefined)
  return succeed({ value: chosen.join(';'), ...(lost.length === 0 ? {} : { lost }) })
}

/** Separated by semicolons, or as a form joins them by commas; a choice may hold a comma itself. */
function choicesIn(text: string, field: CatalogEntry): string[] {
  return text
    .split(';')
    .flatMap((part) => (findChoice(field, part.trim()) === undefined ? part.split(',') : [part]))
    .filter((part) => part.trim() !== '')
}

/**
 * The choice as the account spells it, whatever the case: Freshsales itself is strict. A field whose
 * choices are not known takes every value.
 */
function findChoice({ choices = [] }: CatalogEntry, wanted: string): string | undefined {
  if (choices.length === 0) return wanted
  return choices.find(({ value }) => value.trim().toLowerCase() === wanted.toLowerCase())?.value
}

function toTextOfAnything(value: Json): string | undefined {
  return typeof value === 'boolean' ? String(value) : toText(value)
}
