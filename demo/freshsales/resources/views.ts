import type { JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { paged } from '../http/paging.ts'
import { type Route, route } from '../http/route.ts'
import type { Kind } from '../rules/kind.ts'
import { forbidden } from '../rules/refusal.ts'
import { accountTime } from '../rules/times.ts'
import { viewsOf } from '../rules/views.ts'

export function viewRoutes(kind: Kind): Route[] {
  const views = viewsOf(kind.name)
  return [
    route('GET', `/${kind.plural}`, () => {
      throw forbidden()
    }),
    route('GET', `/${kind.plural}/filters`, (_call, { now, settings }) =>
      json({
        filters: views.map(({ id, name, isDefault }) => ({
          id,
          name,
          model_class_name: modelOf(kind),
          user_id: 0,
          is_default: isDefault,
          updated_at: accountTime(now, settings.utcOffsetMinutes),
          user_name: null,
          current_user_permissions: isDefault ? [] : ['read_edit_only', 'can_delete_only'],
        })),
        meta: {},
      }),
    ),
    route('GET', `/${kind.plural}/view/{id}`, ({ params, query }, crm) => {
      const view = views.find(({ id }) => id === Number(params['id']))
      if (!view) throw forbidden()
      const records = crm.store.records.all(kind.name).filter((record) => view.shows(record, crm))
      const rows = sorted(
        records.map((record) => kind.present(record, crm)),
        query,
      )
      const { items, meta } = paged(rows, query)
      return json({ [kind.plural]: items, meta })
    }),
  ]
}

function modelOf({ wrapper }: Kind): string {
  return wrapper.replace(/(^|_)([a-z])/g, (_match, _start, letter: string) => letter.toUpperCase())
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
