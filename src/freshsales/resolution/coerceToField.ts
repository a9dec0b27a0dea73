import type { Json } from '../../protocol/event.ts'
import type { CatalogEntry } from '../catalog.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { toDay, toMoment } from '../coercion/date.ts'
import { toAmount, toNumber } from '../coercion/number.ts'
import { toText } from '../coercion/text.ts'
import { isObject } from '../json.ts'
import { fail, type Result, succeed } from '../result.ts'

type Coercion = (value: Json, field: CatalogEntry) => Result<Json>

const plain =
  (coerce: (value: Json) => Json | undefined, wants: string): Coercion =>
  (value) => {
    const coerced = coerce(value)
    return coerced === undefined ? fail(`the field wants ${wants}`) : succeed(coerced)
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
export function coerceToField(field: CatalogEntry, value: Json): Result<Json> {
  const coerce = BY_TYPE[field.type ?? '']
  if (coerce !== undefined) return coerce(value, field)
  return isObject(value) ? fail('an object does not fit into a field') : succeed(value)
}

/** Choices are compared whatever their case, and sent as the account spells them: Freshsales itself is strict. */
function oneChoice(value: Json, field: CatalogEntry): Result<Json> {
  const wanted = toTextOfAnything(value)
  if (wanted === undefined) return fail('the field wants one of its choices')
  if (field.choices === undefined || field.choices.length === 0) return succeed(wanted)
  const choice = field.choices.find(
    (one) => one.value.trim().toLowerCase() === wanted.toLowerCase(),
  )
  return choice === undefined
    ? fail(`the field has no choice ${JSON.stringify(wanted)}`)
    : succeed(choice.value)
}

/** Joined by semicolons, as Freshsales writes such fields. One unknown choice does not cost the others, unless it is the only one. */
function manyChoices(value: Json, field: CatalogEntry): Result<Json> {
  const wanted = Array.isArray(value) ? value : (toTextOfAnything(value)?.split(';') ?? [])
  const chosen = wanted.flatMap((one) => {
    const choice = oneChoice(one, field)
    return choice.ok ? [choice.value] : []
  })
  return chosen.length === 0
    ? fail('the field has none of these choices')
    : succeed(chosen.join(';'))
}

function toTextOfAnything(value: Json): string | undefined {
  return typeof value === 'boolean' ? String(value) : toText(value)
}
