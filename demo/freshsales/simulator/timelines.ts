import type { Crm, JsonObject } from '../crm.ts'
import { listItem } from '../crm.ts'
import { targetOf } from '../rules/keys.ts'
import { TARGET_KINDS } from '../rules/targets.ts'
import type { KindName, StoredRecord } from '../store/records.ts'

export type Timelines = (record: StoredRecord) => JsonObject[]

const ATTACHED = ['note', 'sales_activity', 'task', 'appointment', 'phone_call'] as const
const TRACKED = ['event', 'page_view'] as const

/** What happened around each record, newest first; read once for all of them. */
export function readTimelines(crm: Crm): Timelines {
  const byTarget = new Map<string, StoredRecord[]>()
  const add = (target: string, entry: StoredRecord) => {
    const entries = byTarget.get(target)
    if (entries) entries.push(entry)
    else byTarget.set(target, [entry])
  }
  for (const entry of ATTACHED.flatMap((kind) => crm.store.records.all(kind)))
    add(
      targetOf(String(entry.values['targetable_type']), String(entry.values['targetable_id'])),
      entry,
    )
  const people = peopleOfVisitors(crm)
  for (const entry of TRACKED.flatMap((kind) => crm.store.records.all(kind)))
    for (const target of people(String(entry.values['identifier']))) add(target, entry)
  return ({ kind, id }) =>
    (byTarget.get(targetOf(typeOf(kind), id)) ?? [])
      .toSorted((a, b) => b.createdAt - a.createdAt || b.id - a.id)
      .map((entry) => presentEntry(entry, crm))
}

/** The contact or lead that a tracked identifier belongs to. */
function peopleOfVisitors({ store }: Crm): (identifier: string) => readonly string[] {
  const targets = store.records
    .all('visitor')
    .map(
      ({ values: { identifier, contact, lead } }) =>
        [
          String(identifier).toLowerCase(),
          [
            ...(contact ? [targetOf('Contact', Number(contact))] : []),
            ...(lead ? [targetOf('Lead', Number(lead))] : []),
          ],
        ] as const,
    )
  const byIdentifier = new Map(targets)
  return (identifier) => byIdentifier.get(identifier.toLowerCase()) ?? []
}

function typeOf(kind: KindName): string {
  return Object.entries(TARGET_KINDS).find(([, name]) => name === kind)?.[0] ?? ''
}

function presentEntry({ id, kind, createdAt, values }: StoredRecord, crm: Crm): JsonObject {
  const { targetable_id: _id, targetable_type: _type, identifier: _identifier, ...rest } = values
  const type = listItem(crm, 'sales_activity_types', values['sales_activity_type_id'])
  const outcome = listItem(crm, 'sales_activity_outcomes', values['sales_activity_outcome_id'])
  return {
    ...rest,
    id,
    type: kind,
    at: new Date(createdAt).toISOString(),
    ...(type && { activity_type: type.name }),
    ...(outcome && { outcome: outcome.name }),
  }
}
