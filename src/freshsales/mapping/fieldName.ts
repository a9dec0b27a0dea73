import { looseName } from './looseName.ts'
import type { Row } from './row.ts'
import { indexTable, type TableIndex } from './tableIndex.ts'
import { type RecordObject, TABLES } from './tables.ts'

const INDEXES: ReadonlyMap<string, TableIndex> = new Map(
  Object.entries(TABLES).map(([object, rows]) => [object, indexTable(rows)]),
)

/** The field that a person means who writes a configuration: `leadSource`, `Lead source`, `lead_source_id`. */
export function rowNamed(object: RecordObject, name: string): Row | undefined {
  return INDEXES.get(object)?.loose.get(looseName(name))
}

/** `cfPlan`, `cf_plan`: the API name of a custom field, or undefined when the name does not say that it is one. */
export function customFieldName(name: string): string | undefined {
  if (/^cf_./i.test(name)) return name.toLowerCase()
  if (!/^cf[A-Z0-9]/.test(name)) return undefined
  const words = name.slice('cf'.length).replace(/([a-z0-9])([A-Z])/g, '$1_$2')
  return `cf_${words.toLowerCase()}`
}
