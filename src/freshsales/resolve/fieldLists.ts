import type { RecordObject } from '../mapping/tables.ts'
import type { Labels } from '../repair/labels.ts'
import type { Catalog, ListName } from './catalog.ts'

/** The list that tells which fields the account has on each object. */
export const FIELD_LISTS: { readonly [name in RecordObject]?: ListName } = {
  contact: 'contact_fields',
  lead: 'lead_fields',
  account: 'account_fields',
  deal: 'deal_fields',
  activity: 'activity_fields',
}

/** What the account calls the fields of an object, as far as it is known: refusals use these names. */
export function labelsOf(object: RecordObject, catalog: Catalog): Labels {
  const list = FIELD_LISTS[object]
  const entries = (list && catalog[list]?.entries) ?? []
  return Object.fromEntries(
    entries.flatMap(({ name, label }) => (label === undefined ? [] : [[name, label]])),
  )
}
