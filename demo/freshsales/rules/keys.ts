import { isObject, type JsonObject } from '../crm.ts'
import type { Key, KindName } from '../store/records.ts'
import { normalEmail } from './email.ts'

/** Fields of each kind whose value a record can be found by. */
const PLAIN_KEYS: { readonly [kind in KindName]?: readonly string[] } = {
  contact: ['mobile_number', 'work_number', 'external_id'],
  lead: ['mobile_number', 'work_number', 'external_id'],
  sales_account: ['name'],
  deal: ['name', 'sales_account_id'],
  list: ['name'],
  visitor: ['identifier', 'contact', 'lead'],
  event: ['identifier'],
  page_view: ['identifier'],
}

/** Pure: everything a record of this kind can be found by, in comparable spelling. */
export function keysOf(kind: KindName, values: JsonObject): Key[] {
  return [
    ...(PLAIN_KEYS[kind] ?? []).flatMap((field) => scalarKey(field, values[field])),
    ...emailsOf(values).map((email): Key => ['email', normalEmail(email)]),
    ...primaryKey(values),
    ...linkedIds(values['sales_accounts']).map((id): Key => ['sales_account', id]),
    ...linkedIds(values['contacts']).map((id): Key => ['contact', id]),
    ...linkedIds(values['lists']).map((id): Key => ['list', id]),
    ...targetKey(values),
    ...nameKey(values),
    ...customKeys(values),
  ]
}

/** `Contact:70001000001`: where notes, activities and tasks hang. */
export function targetOf(type: string, id: number | string): string {
  return `${type}:${id}`.toLowerCase()
}

export function emailsOf({ emails }: JsonObject): string[] {
  return Array.isArray(emails) ? emails.filter(isObject).map(({ value }) => String(value)) : []
}

/** The address an upsert finds a contact by. */
export function primaryEmail({ emails }: JsonObject): string | null {
  const primary = Array.isArray(emails)
    ? emails.filter(isObject).find(({ is_primary }) => is_primary === true)
    : undefined
  return primary ? String(primary['value']) : null
}

function primaryKey(values: JsonObject): Key[] {
  const email = primaryEmail(values)
  return email === null ? [] : [['primary_email', normalEmail(email)]]
}

function scalarKey(field: string, value: JsonObject[string] | undefined): Key[] {
  const isScalar = typeof value === 'string' || typeof value === 'number'
  return isScalar && value !== '' ? [[field, String(value).trim().toLowerCase()]] : []
}

function linkedIds(links: JsonObject[string] | undefined): string[] {
  if (!Array.isArray(links)) return []
  return links.map((link) => String(isObject(link) ? link['id'] : link))
}

function targetKey({ targetable_type, targetable_id }: JsonObject): Key[] {
  return targetable_type && targetable_id
    ? [['target', targetOf(String(targetable_type), String(targetable_id))]]
    : []
}

function nameKey({ first_name, last_name }: JsonObject): Key[] {
  return scalarKey('name', [first_name, last_name].filter(Boolean).join(' '))
}

function customKeys({ custom_field }: JsonObject): Key[] {
  if (!isObject(custom_field)) return []
  return Object.entries(custom_field).flatMap(([name, value]) => scalarKey(name, value))
}
