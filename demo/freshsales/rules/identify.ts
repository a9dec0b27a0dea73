import { type Crm, type FieldKind, isObject, type Json, type JsonObject, toId } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import type { Identified } from './kind.ts'
import { notFound, notUnique, unreadable } from './refusal.ts'

/** How records are searched by each identifier; `emails` is kept under the key `email`. */
const KEY_OF: { readonly [identifier: string]: string } = { emails: 'email' }

function keyOf(kind: FieldKind, name: string, { settings }: Crm): string {
  const key = KEY_OF[name] ?? name
  const isPrimary = kind === 'contact' && settings.behaviour.emailIdentity === 'primary'
  return key === 'email' && isPrimary ? 'primary_email' : key
}

/** Finds what an upsert's `unique_identifier` points at. Names other than `allowed` are refused. */
export function identifyBy(
  kind: FieldKind,
  allowed: readonly string[],
  identifier: JsonObject,
  crm: Crm,
): Identified {
  const [name, value] = Object.entries(identifier)[0] ?? []
  if (name === undefined || value === undefined || value === null || value === '')
    throw unreadable()
  const isUniqueCustom = crm.settings.customFields[kind].some(
    (field) => field.name === name && field.unique,
  )
  if (!isUniqueCustom && !allowed.includes(name)) throw notUnique()
  if (name === 'id') return { record: existing(kind, value, crm), values: {} }
  const text = firstText(value)
  const [record] = crm.store.records.find(kind, [keyOf(kind, name, crm), text.trim().toLowerCase()])
  return {
    ...(record && { record }),
    values: isUniqueCustom ? { custom_field: { [name]: value } } : { [name]: value },
  }
}

/** The record with this id, or a 404; one in the recycle bin is gone for all calls but restore. */
export function existing(kind: StoredRecord['kind'], id: Json | undefined, crm: Crm): StoredRecord {
  const record = crm.store.records.get(kind, toId(id) ?? 0)
  if (!record || record.deletedAt !== null) throw notFound()
  return record
}

/** An e-mail may come as the list that records hold. */
function firstText(value: Json): string {
  const first = Array.isArray(value) ? value[0] : value
  return String(isObject(first) ? first['value'] : first)
}
