import {
  type Crm,
  type Field,
  type FieldKind,
  isObject,
  type Json,
  type JsonObject,
  type ListName,
  listItem,
} from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'
import type { Included } from './kind.ts'
import { accountTime } from './times.ts'

/** What the default answers of all kinds have in common. Unset fields are there as `null`. */
export function presentFields(fields: readonly Field[], record: StoredRecord): JsonObject {
  const shown = fields.filter(({ hidden }) => !hidden)
  return Object.fromEntries(
    shown.map(({ name, holds }) => [name, record.values[name] ?? (holds === 'tags' ? [] : null)]),
  )
}

export function presentTimes(record: StoredRecord, crm: Crm): JsonObject {
  const { utcOffsetMinutes } = crm.settings
  return {
    created_at: accountTime(record.createdAt, utcOffsetMinutes),
    updated_at: accountTime(record.updatedAt, utcOffsetMinutes),
  }
}

/** Every custom field of the account, so that a dropped value can be told from a kept one. */
export function presentCustom(kind: FieldKind, record: StoredRecord, crm: Crm): JsonObject {
  const kept = record.values['custom_field']
  const values = isObject(kept) ? kept : {}
  return Object.fromEntries(
    crm.settings.customFields[kind].map(({ name }) => [name, values[name] ?? null]),
  )
}

/** An include that names a chosen list row: the id inside the record, the row beside it. */
export function includeChoice(field: string, list: ListName, beside: string) {
  return ({ values }: StoredRecord, crm: Crm): Included => {
    const item = listItem(crm, list, values[field])
    return {
      inside: { [field]: item?.id ?? null },
      beside: { [beside]: item ? [{ ...item, partial: true }] : [] },
    }
  }
}

export function includeOwner({ values }: StoredRecord, crm: Crm): Included {
  const owner = listItem(crm, 'owners', values['owner_id'])
  return {
    inside: { owner_id: owner?.id ?? null },
    beside: { users: owner ? [{ ...presentOwner(owner) }] : [] },
  }
}

export function presentOwner({ id, name, ...rest }: JsonObject): JsonObject {
  return {
    id: id ?? null,
    display_name: name ?? null,
    work_number: null,
    mobile_number: null,
    ...rest,
  }
}

/** Money is written as a text with at least one decimal: `"5600.0"`. */
export function money(amount: Json | undefined): string | null {
  if (typeof amount !== 'number') return null
  return Number.isInteger(amount) ? `${amount}.0` : String(amount)
}

/** `/crm/sales/contacts/…`: where the record's parts are found. */
export function presentLinks(plural: string, id: number): JsonObject {
  const at = `/crm/sales/${plural}/${id}`
  return {
    conversations: `${at}/conversations/all?include=email_conversation_recipients%2Ctargetable%2Cphone_number%2Cphone_caller%2Cnote%2Cuser&per_page=3`,
    ...(plural === 'contacts' && { timeline_feeds: `${at}/timeline_feeds` }),
    document_associations: `${at}/document_associations`,
    notes: `${at}/notes?include=creater`,
    tasks: `${at}/tasks?include=creater,owner,updater,targetable,users,task_type`,
    appointments: `${at}/appointments?include=creater,owner,updater,targetable,appointment_attendees,conference,note`,
    ...(plural === 'contacts' && {
      reminders: `${at}/reminders?include=creater,owner,updater,targetable`,
      duplicates: `${at}/duplicates`,
      connections: `${at}/connections`,
    }),
  }
}
