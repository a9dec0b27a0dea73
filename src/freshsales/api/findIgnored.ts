import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Problem } from '../change.ts'
import type { Answer, Call } from './call.ts'

const RECORDS = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity'] as const

/** Answered in another form than they are sent in, or not at all. */
const NOT_COMPARED: ReadonlySet<string> = new Set([
  'emails',
  'email',
  'sales_accounts',
  'tags',
  'created_at',
  'company',
  'deal',
])

/**
 * What Freshsales took without a word and did not store: an unknown choice, a custom field that does
 * not exist, a phone number it cannot read. Only fields that the answer shows can be compared.
 */
export function findIgnored(call: Call, answer: Answer): Problem[] {
  for (const key of RECORDS) {
    const sent = call.body?.[key]
    const stored = answer.body[key]
    if (isObject(sent) && isObject(stored))
      return [...plainFields(sent, stored), ...customFields(sent, stored)]
  }
  return []
}

function plainFields(sent: JsonObject, stored: JsonObject): Problem[] {
  return Object.entries(sent).flatMap(([field, value]) => {
    if (NOT_COMPARED.has(field) || isObject(value) || !Object.hasOwn(stored, field)) return []
    return isNothing(value) || !isNothing(stored[field]) ? [] : [ignored(field, value)]
  })
}

/** All custom fields of a record are in its answer, so one that is absent does not exist. */
function customFields(sent: JsonObject, stored: JsonObject): Problem[] {
  const [given, kept] = [sent['custom_field'], stored['custom_field']]
  if (!isObject(given) || !isObject(kept)) return []
  return Object.entries(given).flatMap(([field, value]) =>
    isNothing(value) || isSame(value, kept[field]) ? [] : [ignored(field, value)],
  )
}

function ignored(field: string, value: Json): Problem {
  return {
    field,
    reason: 'not stored: Freshsales ignored the value; check the field and its choices',
    value,
  }
}

function isNothing(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** Numbers come back as texts, days as moments, choices as a list. */
function isSame(sent: Json, stored: Json | undefined): boolean {
  if (isNothing(stored)) return false
  const [a, b] = [written(sent), written(stored ?? null)]
  return (
    a === b ||
    (a !== '' && Number(a) === Number(b)) ||
    (/^\d{4}-\d{2}-\d{2}/.test(a) && a.slice(0, 10) === b.slice(0, 10))
  )
}

function written(value: Json): string {
  return (Array.isArray(value) ? value.join(';') : String(value)).trim().toLowerCase()
}
