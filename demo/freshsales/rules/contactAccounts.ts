import { type Crm, isObject, type Json, type JsonObject, toId } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'

/** Accounts a contact may be linked to, as one connector's documentation has it. */
const MOST_ACCOUNTS = 10

export interface AccountLink {
  [key: string]: Json
  id: number
  is_primary: boolean
}

/** The links as kept: the first is primary when none was said to be. */
export function settleAccounts(sent: Json | undefined): AccountLink[] {
  const links = accountLinks(sent)
  const hasPrimary = links.some(({ is_primary }) => is_primary)
  return links.map((link, index) => ({
    ...link,
    is_primary: hasPrimary ? link.is_primary : index === 0,
  }))
}

export function accountLinks(value: Json | undefined): AccountLink[] {
  if (!Array.isArray(value)) return []
  return value
    .filter(isObject)
    .map(({ id, is_primary }) => ({ id: toId(id) ?? 0, is_primary: is_primary === true }))
}

export function accountProblems(values: JsonObject, crm: Crm): string[] {
  const links = accountLinks(values['sales_accounts'])
  const isThere = ({ id }: AccountLink) =>
    crm.store.records.get('sales_account', id)?.deletedAt === null
  return [
    ...(links.length > MOST_ACCOUNTS
      ? [`A contact can have ${MOST_ACCOUNTS} accounts at most`]
      : []),
    ...(links.filter(({ is_primary }) => is_primary).length > 1
      ? ['Only one account can be primary']
      : []),
    ...(links.every(isThere) ? [] : ["Sales account doesn't exist"]),
  ]
}

/** Linked accounts as they stand inside a contact. */
export function presentAccounts(contact: StoredRecord, crm: Crm): Json {
  return accountLinks(contact.values['sales_accounts']).flatMap(({ id, is_primary }) => {
    const account = crm.store.records.get('sales_account', id)
    if (!account || account.deletedAt !== null) return []
    const { name = null, website = null, last_contacted = null } = account.values
    return [
      {
        partial: true,
        id,
        name,
        avatar: null,
        website,
        last_contacted,
        record_type_id: ACCOUNT_RECORD_TYPE,
        is_primary,
      },
    ]
  })
}

export const CONTACT_RECORD_TYPE = '71000000001'
export const ACCOUNT_RECORD_TYPE = '71000000002'
export const DEAL_RECORD_TYPE = '71000000003'
