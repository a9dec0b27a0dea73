import * as v from 'valibot'
import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { type Answer, json } from '../http/answer.ts'
import { accountLinks } from '../rules/contactAccounts.ts'
import { DEAL } from '../rules/deal.ts'
import { KINDS } from '../rules/kinds.ts'
import { TARGET_KINDS } from '../rules/targets.ts'
import { describe } from '../settings/change.ts'
import type { StoredRecord } from '../store/records.ts'

const wanted = v.strictObject({
  kind: v.exactOptional(v.picklist(['contact', 'sales_account']), 'contact'),
  /** The record that stays. */
  into: v.number(),
  /** Those that are merged into it. */
  from: v.pipe(v.array(v.number()), v.nonEmpty()),
})

/**
 * What sales does with duplicates: one record stays and fills its blanks from the others, takes over
 * their addresses, accounts, tags, notes, activities and deals, and they are deleted for good.
 */
export function merge(crm: Crm, body: Json | undefined): Answer {
  const checked = v.safeParse(wanted, body)
  if (!checked.success) return json({ error: describe(checked.issues) }, 400)
  const { kind, into, from } = checked.output
  for (const id of [into, ...from])
    if (crm.store.records.get(kind, id)?.deletedAt !== null)
      return json({ error: `there is no ${kind} ${id}` }, 400)
  if (from.includes(into)) return json({ error: 'from: the record that stays is among them' }, 400)
  for (const id of from) {
    const [kept, other] = [crm.store.records.get(kind, into), crm.store.records.get(kind, id)]
    if (!kept || !other) continue
    moveAttached(other, kept, crm)
    crm.store.records.erase(other)
    crm.store.records.save({
      ...kept,
      values: filled(kept.values, other.values),
      updatedAt: crm.now,
    })
  }
  const record = crm.store.records.get(kind, into)
  return json({ [kind]: record ? KINDS[kind].present(record, crm) : null })
}

/** The values of the record that stays, with its blanks filled and its lists joined. */
function filled(kept: JsonObject, other: JsonObject): JsonObject {
  const values = { ...kept }
  for (const [name, value] of Object.entries(other)) {
    const held = values[name]
    if (isObject(held) && isObject(value)) values[name] = filled(held, value)
    else if (Array.isArray(held) && Array.isArray(value)) values[name] = joined(held, value)
    else if (held === undefined || held === null || held === '') values[name] = value
  }
  return values
}

/** What is primary stays so, and the others' no longer is. */
function joined(kept: Json[], others: Json[]): Json[] {
  const known = new Set(kept.map(nameOf))
  const fresh = others.filter((item) => !known.has(nameOf(item)))
  const hasPrimary = kept.some((item) => isObject(item) && item['is_primary'] === true)
  const second = (item: Json) =>
    isObject(item) && hasPrimary ? { ...item, is_primary: false } : item
  return [...kept, ...fresh.map(second)]
}

function nameOf(item: Json): string {
  return String(isObject(item) ? (item['value'] ?? item['id']) : item).toLowerCase()
}

function moveAttached(from: StoredRecord, to: StoredRecord, crm: Crm): void {
  const type = Object.entries(TARGET_KINDS).find(([, name]) => name === from.kind)?.[0] ?? ''
  const attached = (['note', 'sales_activity', 'task', 'appointment', 'phone_call'] as const)
    .flatMap((kind) => crm.store.records.all(kind))
    .filter(({ values }) => values['targetable_type'] === type)
    .filter(({ values }) => values['targetable_id'] === from.id)
  for (const record of attached) save(record, { targetable_id: to.id }, crm)
  for (const deal of crm.store.records.all(DEAL.name)) save(deal, relinked(deal, from, to), crm)
  if (from.kind !== 'sales_account') return
  for (const contact of crm.store.records.find('contact', ['sales_account', String(from.id)])) {
    const links = accountLinks(contact.values['sales_accounts'])
    const others = links.filter(({ id }) => id !== to.id)
    const moved = others.map((link) => (link.id === from.id ? { ...link, id: to.id } : link))
    save(contact, { sales_accounts: moved }, crm)
  }
}

function relinked({ values }: StoredRecord, from: StoredRecord, to: StoredRecord): JsonObject {
  if (from.kind === 'sales_account')
    return values['sales_account_id'] === from.id ? { sales_account_id: to.id } : {}
  const contacts = Array.isArray(values['contacts']) ? values['contacts'] : []
  const moved = contacts.map((id) => (id === from.id ? to.id : id))
  return { contacts: [...new Set(moved)] }
}

function save(record: StoredRecord, change: JsonObject, crm: Crm): void {
  if (Object.keys(change).length > 0)
    crm.store.records.save({ ...record, values: { ...record.values, ...change } })
}
