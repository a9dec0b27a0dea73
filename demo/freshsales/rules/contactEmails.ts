import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { normalEmail } from './email.ts'
import { emailsOf } from './keys.ts'
import type { Draft } from './kind.ts'

/** The addresses a record will have, each with an id that stays with the address. */
export function settleEmails({ record, values }: Draft, crm: Crm): Json {
  const before = list(record?.values['emails'])
  const sent = list(values['emails'])
  const fresh = sent.filter((email) => !before.some((old) => isSame(old, email)))
  const isAdding =
    crm.settings.behaviour.emailsInUpdate === 'add' && before.length > 0 && sent.length > 0
  const joined = isAdding
    ? [...before, ...fresh.map((email) => ({ ...email, is_primary: false }))]
    : sent
  return joined.map((email) => ({
    ...email,
    id: before.find((old) => isSame(old, email))?.['id'] ?? crm.store.records.nextId(),
  }))
}

/** Addresses of this draft that another record of its kind has. */
export function takenEmails(
  { record, values }: Draft,
  kind: 'contact' | 'lead',
  crm: Crm,
): string[] {
  const recycleBin = crm.settings.behaviour.recycleBinBlocksEmail
  return emailsOf(values).filter((email) =>
    crm.store.records
      .find(kind, ['email', normalEmail(email)], { recycleBin })
      .some(({ id }) => id !== record?.id),
  )
}

export function primaryEmail({ emails }: JsonObject): string | null {
  const primary = list(emails).find(({ is_primary }) => is_primary === true)
  return primary ? String(primary['value']) : null
}

export function presentEmails({ emails }: JsonObject): Json {
  return list(emails).map(({ id, value, is_primary }) => ({
    id: id ?? null,
    value: value ?? null,
    is_primary: is_primary ?? false,
    label: null,
    _destroy: false,
  }))
}

function list(emails: Json | undefined): JsonObject[] {
  return Array.isArray(emails) ? emails.filter(isObject) : []
}

function isSame(a: JsonObject, b: JsonObject): boolean {
  return normalEmail(String(a['value'])) === normalEmail(String(b['value']))
}
