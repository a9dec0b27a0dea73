import { looseName } from './looseName.ts'
import type { Row } from './row.ts'
import { indexTable, type TableIndex } from './tableIndex.ts'
import { type RecordObject, TABLES } from './tables.ts'

const INDEXES: { readonly [name in RecordObject]: TableIndex } = {
  contact: indexTable(TABLES.contact),
  lead: indexTable(TABLES.lead),
  account: indexTable(TABLES.account),
  deal: indexTable(TABLES.deal),
  activity: indexTable(TABLES.activity),
}

/** The field that a person means who writes a configuration: `leadSource`, `Lead source`, `lead_source_id`. */
export function rowNamed(object: RecordObject, name: string): Row | undefined {
  return INDEXES[object].loose.get(looseName(name))
}

/** `cfPlan`, `cf_plan`: the API name of a custom field, or undefined when the name does not say that it is one. */
export function customFieldName(name: string): string | undefined {
  if (/^cf_./i.test(name)) return name.toLowerCase()
  if (!/^cf[A-Z0-9]/.test(name)) return undefined
  const words = name.slice('cf'.length).replace(/([a-z0-9])([A-Z])/g, '$1_$2')
  return `cf_${words.toLowerCase()}`
}
