import { type Crm, type Json, toId } from '../crm.ts'
import type { KindName, StoredRecord } from '../store/records.ts'
import { targetOf } from './keys.ts'
import type { Included } from './kind.ts'

/** `targetable_type` of each kind that notes, activities and tasks may hang on. */
export const TARGET_KINDS: { readonly [type: string]: KindName } = {
  Contact: 'contact',
  SalesAccount: 'sales_account',
  Deal: 'deal',
  Lead: 'lead',
}

export function findTarget(
  type: Json | undefined,
  id: Json | undefined,
  crm: Crm,
): StoredRecord | undefined {
  const kind =
    typeof type === 'string' && Object.hasOwn(TARGET_KINDS, type) ? TARGET_KINDS[type] : undefined
  const record = kind && crm.store.records.get(kind, toId(id) ?? 0)
  return record?.deletedAt === null ? record : undefined
}

/** What hangs on a record, newest first. */
export function attachedTo(record: StoredRecord, kind: KindName, crm: Crm): StoredRecord[] {
  if (kind === 'deal')
    return crm.store.records.find('deal', ['contact', String(record.id)]).reverse()
  const type = Object.entries(TARGET_KINDS).find(([, name]) => name === record.kind)?.[0] ?? ''
  return crm.store.records.find(kind, ['target', targetOf(type, record.id)]).reverse()
}

/** Everything that hangs on a record and happens to it, newest first. */
export function happenedTo(record: StoredRecord, crm: Crm): StoredRecord[] {
  return (['note', 'sales_activity', 'task', 'appointment', 'phone_call'] as const)
    .flatMap((kind) => attachedTo(record, kind, crm))
    .toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id)
}

export function includeAttached(kind: KindName, beside: string) {
  return (record: StoredRecord, crm: Crm): Included => ({
    beside: {
      [beside]: attachedTo(record, kind, crm).map(({ id, values }) => ({
        id,
        ...values,
        partial: true,
      })),
    },
  })
}
