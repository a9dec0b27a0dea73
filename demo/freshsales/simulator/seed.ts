import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { ACCOUNT } from '../rules/account.ts'
import { CONTACT } from '../rules/contact.ts'
import { DEAL } from '../rules/deal.ts'
import type { Kind } from '../rules/kind.ts'
import { LEAD } from '../rules/lead.ts'
import { Refusal } from '../rules/refusal.ts'
import { createRecord, withoutRequired } from '../rules/write.ts'
import { SAMPLE } from './sample.ts'

/** In this order, so that contacts can name accounts, and deals both. */
const ORDER: readonly Kind[] = [ACCOUNT, CONTACT, DEAL, LEAD]

/**
 * Puts records in without a call: `{"contacts": [{…}], "sales_accounts": […], "deals": […], "leads": […],
 * "notes": […]}`, each as its create call takes it. A contact may name its `accounts`, a deal its
 * `account` and `contacts` (by e-mail), a note its `contact`. Without a body: a sample company.
 */
export function seed(crm: Crm, body: Json | undefined): Answer {
  const wanted = isObject(body) ? body : SAMPLE
  try {
    const counts = ORDER.map((kind) => {
      const records = rows(wanted[kind.plural]).map((sent) =>
        createRecord(kind, { ...sent, ...linked(sent, crm) }, withoutRequired(crm)),
      )
      return [kind.plural, records.map(({ id }) => id)]
    })
    for (const note of rows(wanted['notes'])) addNote(note, crm)
    return json({ created: Object.fromEntries(counts) as JsonObject })
  } catch (error) {
    if (error instanceof Refusal) return json({ error: error.message }, 400)
    throw error
  }
}

function rows(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? list.filter(isObject) : []
}

function linked({ accounts, account, contacts }: JsonObject, crm: Crm): JsonObject {
  const idOf = (name: Json) =>
    crm.store.records.find('sales_account', ['name', String(name).toLowerCase()])[0]?.id ?? 0
  return {
    ...(Array.isArray(accounts) && {
      sales_accounts: accounts.map((name, index) => ({ id: idOf(name), is_primary: index === 0 })),
    }),
    ...(account !== undefined && { sales_account_id: idOf(account) }),
    ...(Array.isArray(contacts) && {
      contacts_added_list: contacts.map((email) => contactOf(email, crm)),
    }),
  }
}

function contactOf(email: Json | undefined, crm: Crm): number {
  return crm.store.records.find('contact', ['email', String(email).toLowerCase()])[0]?.id ?? 0
}

function addNote({ contact, description = '', at }: JsonObject, crm: Crm): void {
  const values = { description, targetable_type: 'Contact', targetable_id: contactOf(contact, crm) }
  crm.store.records.insert('note', values, typeof at === 'string' ? Date.parse(at) : crm.now)
}
