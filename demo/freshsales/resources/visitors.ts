import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { fieldOf } from '../facts/customField.ts'
import type { Call } from '../http/call.ts'
import { ACCOUNT } from '../rules/account.ts'
import { CONTACT } from '../rules/contact.ts'
import { isEmail } from '../rules/email.ts'
import type { Kind } from '../rules/kind.ts'
import { LEAD } from '../rules/lead.ts'
import { Refusal } from '../rules/refusal.ts'
import { createRecord, updateRecord } from '../rules/write.ts'
import type { StoredRecord } from '../store/records.ts'
import { upsert } from './crud.ts'

/**
 * Keeps what a visitor told, by the labels of fields, and the person it makes once an e-mail is
 * known: a contact on a modern account, a lead on a classic one unless `fs_contact` asks otherwise.
 */
export function identifyVisitor(
  { identifier, what }: { identifier: string; what: JsonObject },
  call: Call,
  crm: Crm,
): void {
  const [known] = crm.store.records.find('visitor', ['identifier', identifier.toLowerCase()])
  const before = known?.values['visitor']
  const told = { ...(isObject(before) ? before : {}), ...what }
  const isLead = call.generation === 'classic' && !isYes(told['fs_contact'])
  const person = keepPerson(isLead ? LEAD : CONTACT, { identifier, told }, crm)
  const link = person ? { [isLead ? 'lead' : 'contact']: person.id } : {}
  const values = { ...known?.values, identifier, visitor: told, ...link }
  if (known) crm.store.records.save({ ...known, values, updatedAt: crm.now })
  else crm.store.records.insert('visitor', values, crm.now)
}

function keepPerson(
  kind: Kind,
  { identifier, told }: { identifier: string; told: JsonObject },
  crm: Crm,
): StoredRecord | undefined {
  const email = told['Email'] ?? identifier
  if (typeof email !== 'string' || !isEmail(email.trim())) return undefined
  const sent = {
    emails: email.trim(),
    ...byLabel(kind, told, crm),
    ...company(kind, told['company'], crm),
  }
  const [present] = crm.store.records.find(kind.name, ['email', email.trim().toLowerCase()])
  try {
    return present ? updateRecord(kind, present, sent, crm) : createRecord(kind, sent, crm)
  } catch (error) {
    // Tracking never says what it refused: the visitor is kept and the person is as before.
    if (error instanceof Refusal) return present
    throw error
  }
}

/** Tracking speaks labels (`First name`), the records API names (`first_name`). */
function byLabel(kind: Kind, told: JsonObject, crm: Crm): JsonObject {
  const custom = crm.settings.customFields[kind.name].map(fieldOf)
  const pick = (fields: readonly { name: string; label: string }[]) =>
    Object.fromEntries(
      fields.flatMap(({ name, label }) =>
        told[label] === undefined ? [] : [[name, told[label] ?? null]],
      ),
    )
  const plain = kind.fields.filter(({ holds }) => holds !== 'emails' && holds !== 'nested')
  return { ...pick(plain), custom_field: pick(custom) }
}

function company(kind: Kind, told: Json | undefined, crm: Crm): JsonObject {
  if (!isObject(told) || typeof told['Name'] !== 'string') return {}
  const sent = byLabel(ACCOUNT, told, crm)
  if (kind === LEAD) return { company: { name: told['Name'], ...sent } }
  const { record } = upsert(
    ACCOUNT,
    { identifier: { name: told['Name'] }, sent: { name: told['Name'], ...sent } },
    crm,
  )
  return { sales_accounts: [{ id: record.id, is_primary: true }] }
}

function isYes(value: Json | undefined): boolean {
  return value === true || value === 'true'
}
