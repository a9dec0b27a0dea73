import { type Crm, type FieldKind, isObject, type JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { type Route, route } from '../http/route.ts'
import { fits, toFilterRule } from '../rules/filterRule.ts'
import { primaryEmail } from '../rules/keys.ts'
import { KINDS } from '../rules/kinds.ts'
import { notFound, unreadable } from '../rules/refusal.ts'
import type { StoredRecord } from '../store/records.ts'

const MOST_HITS = 100

export const searchRoutes: Route[] = [
  route('GET', '/lookup', ({ query }, crm) => {
    const [value, field] = [query.get('q') ?? '', query.get('f') ?? 'email']
    const entities = (query.get('entities') ?? 'contact').split(',').flatMap(kindNamed)
    const found = entities.map((kind) => {
      const { plural, present } = KINDS[kind]
      return [
        plural,
        { [plural]: lookUp(kind, [field, value], crm).map((record) => present(record, crm)) },
      ]
    })
    return json(Object.fromEntries(found) as JsonObject)
  }),
  route('GET', '/search', ({ query }, crm) => {
    const wanted = (query.get('q') ?? '').trim().toLowerCase()
    const most = Math.min(MOST_HITS, Number(query.get('per_page') ?? 25))
    const kinds = (query.get('include') ?? 'contact').split(',').flatMap(kindNamed)
    const hits = kinds.flatMap((kind) => seen(crm.store.records.all(kind), crm).map(hitOf))
    const matching = hits.filter(
      (hit) => wanted !== '' && JSON.stringify(hit).toLowerCase().includes(wanted),
    )
    return json(matching.slice(0, most))
  }),
  route('POST', '/filtered_search/{kind}', (call, crm) => {
    const [kind] = kindNamed(call.params['kind'] ?? '')
    if (!kind) throw notFound()
    const rules = call.body()['filter_rule']
    if (!Array.isArray(rules)) throw unreadable()
    const wanted = rules.filter(isObject).map(toFilterRule)
    const records = indexed(kind, crm).filter((record) =>
      wanted.every((rule) => fits(record, rule, { kind, crm })),
    )
    const { plural, present, includes } = KINDS[kind]
    const names = (call.query.get('include') ?? '').split(',')
    const page = records.slice(0, MOST_HITS).map((record) => {
      const inside = names.map((name) => includes[name]?.(record, crm).inside)
      return Object.assign(present(record, crm), ...inside) as JsonObject
    })
    return json({ [plural]: page, meta: { total: records.length } })
  }),
]

function kindNamed(name: string): FieldKind[] {
  return Object.hasOwn(KINDS, name) ? [name as FieldKind] : []
}

/** By exact spelling, whatever the case, among what the index has seen. */
function lookUp(kind: FieldKind, [field, value]: [string, string], crm: Crm): StoredRecord[] {
  const writtenBefore = indexedUntil(crm)
  return crm.store.records.find(kind, [field, value.trim().toLowerCase()], { writtenBefore })
}

/** Lookup and search lag behind; upserts never do. */
function indexedUntil({ now, settings }: Crm): number {
  return now - settings.searchLagSeconds * 1000
}

/** Records whose present state the index has seen. */
function indexed(kind: FieldKind, crm: Crm): StoredRecord[] {
  return crm.store.records
    .all(kind)
    .filter(({ updatedAt, deletedAt }) => deletedAt === null && updatedAt <= indexedUntil(crm))
}

function seen(records: StoredRecord[], crm: Crm): StoredRecord[] {
  return records.filter(
    ({ createdAt, deletedAt }) => deletedAt === null && createdAt <= indexedUntil(crm),
  )
}

function hitOf({ id, kind, values }: StoredRecord): JsonObject {
  const name =
    values['name'] ?? [values['first_name'], values['last_name']].filter(Boolean).join(' ')
  return {
    id: String(id),
    type: kind,
    name,
    email: primaryEmail(values),
    avatar: null,
    company_name: null,
  }
}
