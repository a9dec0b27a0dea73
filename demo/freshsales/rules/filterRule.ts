import { type Crm, type FieldKind, isObject, type Json, type JsonObject } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import { emailsOf } from './keys.ts'
import { KINDS } from './kinds.ts'
import { Refusal } from './refusal.ts'

type Operator = (held: string[], wanted: string[]) => boolean

/** What a rule may ask; texts are compared whatever their case. */
const OPERATORS: { readonly [name: string]: Operator } = {
  is: (held, wanted) => held.some((value) => wanted.includes(value)),
  is_in: (held, wanted) => held.some((value) => wanted.includes(value)),
  is_not: (held, wanted) => !held.some((value) => wanted.includes(value)),
  is_not_in: (held, wanted) => !held.some((value) => wanted.includes(value)),
  contains: (held, wanted) => held.some((value) => wanted.some((part) => value.includes(part))),
  is_empty: (held) => held.length === 0,
  is_not_empty: (held) => held.length > 0,
  is_greater_than: (held, wanted) => held.some((value) => isAfter(value, wanted[0] ?? '')),
  is_less_than: (held, wanted) => held.some((value) => isAfter(wanted[0] ?? '', value)),
}

export interface FilterRule {
  field: string
  compare: Operator
  wanted: string[]
}

/** A rule of a `filter_rule`: `{"attribute": "contact_status_id", "operator": "is_in", "value": [7]}`. */
export function toFilterRule({ attribute, operator, value = null }: JsonObject): FilterRule {
  const name = String(operator ?? 'is_in')
  const compare = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
  if (!compare) throw new Refusal(400, `Invalid operator ${name}`)
  // Attributes of other tables are spelt with theirs: `contact_email.email`.
  return {
    field: String(attribute).split('.').at(-1) ?? '',
    compare,
    wanted: comparable(value),
  }
}

/** Whether a record holds what the rule asks for. */
export function fits(
  record: StoredRecord,
  { field, compare, wanted }: FilterRule,
  about: { kind: FieldKind; crm: Crm },
): boolean {
  return compare(heldBy(record, field, about), wanted)
}

function heldBy(
  record: StoredRecord,
  field: string,
  { kind, crm }: { kind: FieldKind; crm: Crm },
): string[] {
  const { values } = record
  if (field === 'email' || field === 'emails') return comparable(emailsOf(values))
  const custom = values['custom_field']
  const held = isObject(custom) && field in custom ? custom[field] : values[field]
  return comparable(held ?? KINDS[kind].present(record, crm)[field] ?? null)
}

/** Several values come as a list. */
function comparable(value: Json): string[] {
  if (value === null || value === '') return []
  const parts = Array.isArray(value) ? value : [value]
  return parts.map((part) =>
    String(isObject(part) ? part['id'] : part)
      .trim()
      .toLowerCase(),
  )
}

function isAfter(one: string, other: string): boolean {
  const [a, b] = [Number(one), Number(other)]
  return Number.isNaN(a) || Number.isNaN(b) ? one > other : a > b
}
