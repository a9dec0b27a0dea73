import { type Crm, type JsonObject, type ListName, listItem } from '../crm.ts'
import { presentAccounts } from '../rules/contactAccounts.ts'
import type { Kind } from '../rules/kind.ts'
import { KINDS } from '../rules/kinds.ts'
import type { KindName, StoredRecord } from '../store/records.ts'
import { readTimelines, type Timelines } from './timelines.ts'

/** Chosen list rows by name, beside their ids. */
const NAMED: { readonly [name: string]: readonly [field: string, list: ListName] } = {
  owner: ['owner_id', 'owners'],
  stage: ['lifecycle_stage_id', 'lifecycle_stages'],
  status: ['contact_status_id', 'contact_statuses'],
  source: ['lead_source_id', 'lead_sources'],
  campaign: ['campaign_id', 'campaigns'],
  territory: ['territory_id', 'territories'],
  industry: ['industry_type_id', 'industry_types'],
  business: ['business_type_id', 'business_types'],
  deal_stage: ['deal_stage_id', 'deal_stages'],
  lead_stage: ['lead_stage_id', 'lead_stages'],
}

const PLAIN_KINDS: { readonly [plural: string]: KindName } = {
  notes: 'note',
  sales_activities: 'sales_activity',
  tasks: 'task',
  lists: 'list',
  visitors: 'visitor',
  events: 'event',
  page_views: 'page_view',
}

/** Everything in the account. `?only=contacts,deals`, `?email=`, `?limit=` (the newest of each). */
export function allRecords(crm: Crm, query: URLSearchParams): JsonObject {
  const only = query.get('only')?.split(',')
  const wanted = (plural: string) => only === undefined || only.includes(plural)
  const timelines = readTimelines(crm)
  const rich = Object.values(KINDS)
    .filter(({ plural }) => wanted(plural))
    .map((kind) => [
      kind.plural,
      chosen(kind.name, crm, query).map((record) => presentWhole(kind, record, { crm, timelines })),
    ])
  const plain = Object.entries(PLAIN_KINDS)
    .filter(([plural]) => wanted(plural))
    .map(([plural, kind]) => [
      plural,
      chosen(kind, crm, query).map(({ id, values, createdAt }) => ({
        ...values,
        id,
        at: new Date(createdAt).toISOString(),
      })),
    ])
  return Object.fromEntries([...rich, ...plain]) as JsonObject
}

function chosen(kind: KindName, crm: Crm, query: URLSearchParams): StoredRecord[] {
  const email = query.get('email')
  const hasEmail = kind === 'contact' || kind === 'lead'
  const records =
    email !== null && hasEmail
      ? crm.store.records.find(kind, ['email', email.trim().toLowerCase()], { recycleBin: true })
      : crm.store.records.all(kind)
  return records.slice(-Number(query.get('limit') ?? records.length))
}

function presentWhole(
  kind: Kind,
  record: StoredRecord,
  { crm, timelines }: { crm: Crm; timelines: Timelines },
): JsonObject {
  const { values } = record
  const named = Object.entries(NAMED).flatMap(([name, [field, list]]) => {
    if (!(field in values)) return []
    const item = listItem(crm, list, values[field])
    return [
      [name, item?.name ?? null],
      [field, item?.id ?? null],
    ]
  })
  return {
    ...kind.present(record, crm),
    ...hiddenIds(kind, record),
    ...(Object.fromEntries(named) as JsonObject),
    ...(kind.name === 'contact' && {
      sales_accounts: presentAccounts(record, crm),
      lists: values['lists'] ?? [],
    }),
    ...(kind.name === 'deal' && { contacts: values['contacts'] ?? [] }),
    timeline: timelines(record),
  }
}

/** Ids that an answer leaves out unless they are asked for. */
function hiddenIds({ fields }: Kind, { values }: StoredRecord): JsonObject {
  const ids = fields.filter(({ name, hidden }) => hidden && name.endsWith('_id'))
  return Object.fromEntries(ids.map(({ name }) => [name, values[name] ?? null]))
}
