import type { JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { paged } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import type { Kind } from '../rules/kind.ts'
import { forbidden } from '../rules/refusal.ts'
import { accountTime } from '../rules/times.ts'

/** The views of a kind; the only way to list records. */
const VIEWS: { readonly [kind in Kind['name']]: { id: number; name: string } } = {
  contact: { id: 70_000_005_001, name: 'All Contacts' },
  sales_account: { id: 70_000_005_002, name: 'All Accounts' },
  deal: { id: 70_000_005_003, name: 'All Deals' },
  lead: { id: 70_000_005_004, name: 'All Leads' },
}

export function viewRoutes(kind: Kind): Route[] {
  const view = VIEWS[kind.name]
  const model = kind.wrapper.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) =>
    letter.toUpperCase(),
  )
  return [
    route('GET', `/${kind.plural}`, () => {
      throw forbidden()
    }),
    route('GET', `/${kind.plural}/filters`, (_call, { now, settings }) =>
      json({
        filters: [
          {
            ...view,
            model_class_name: model,
            user_id: 0,
            is_default: true,
            updated_at: accountTime(now, settings.utcOffsetMinutes),
            user_name: null,
            current_user_permissions: [],
          },
        ],
      }),
    ),
    route('GET', `/${kind.plural}/view/{id}`, ({ params, query }, crm) => {
      if (Number(params['id']) !== view.id) throw forbidden()
      const records = crm.store.records.all(kind.name).filter(({ deletedAt }) => deletedAt === null)
      const rows = sorted(
        records.map((record) => kind.present(record, crm)),
        query,
      )
      const { items, meta } = paged(rows, query)
      return json({ [kind.plural]: items, meta })
    }),
  ]
}

/** `?sort=created_at&sort_type=desc`; newest first when not asked otherwise. */
function sorted(rows: JsonObject[], query: URLSearchParams): JsonObject[] {
  const field = query.get('sort') ?? 'id'
  const direction = query.get('sort_type') === 'asc' ? 1 : -1
  return rows.toSorted((a, b) => direction * compare(a[field], b[field]))
}

function compare(a: JsonObject[string] | undefined, b: JsonObject[string] | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a ?? '').localeCompare(String(b ?? ''))
}
