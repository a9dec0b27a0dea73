import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { normalEmail } from './email.ts'
import { emailsOf, primaryEmail } from './keys.ts'
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
  const { recycleBinBlocksEmail: recycleBin, emailIdentity } = crm.settings.behaviour
  const isAny = kind === 'lead' || emailIdentity === 'any'
  const primary = primaryEmail(values)
  const unique = isAny ? emailsOf(values) : primary === null ? [] : [primary]
  return unique.filter((email) =>
    crm.store.records
      .find(kind, [isAny ? 'email' : 'primary_email', normalEmail(email)], { recycleBin })
      .some(({ id }) => id !== record?.id),
  )
}

/** Freshsales' own limit. */
export function tooManyEmails({ values }: Draft, crm: Crm): string[] {
  const { mostEmails } = crm.settings.behaviour
  return emailsOf(values).length > mostEmails
    ? [`A contact can have ${mostEmails} emails at most`]
    : []
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
