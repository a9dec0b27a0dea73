import { rowNamed } from './fieldName.ts'
import { looseName } from './looseName.ts'
import type { RecordObject } from './tables.ts'

/** Names that no table has and Freshsales may understand all the same. */
const UNMAPPED: ReadonlySet<string> = new Set([
  ...['id', 'status', 'stage', 'updaterid', 'creatorid', 'createrid', 'leadstage', 'leadstageid'],
  ...['ownername', 'owneremail', 'salesaccount', 'salesaccounts', 'salesaccountid'],
  ...['targetableid', 'targetabletype', 'basecurrencyamount', 'expecteddealvalue'],
])

/**
 * Whether only what is vouched for may set a field: it decides about a lead, its money, its consent
 * or its links. By the field that the name is mapped to, so in every spelling and under every alias.
 */
export function isProtected(object: RecordObject, name: string): boolean {
  const row = rowNamed(object, name)
  return row === undefined ? UNMAPPED.has(looseName(name)) : row.protected === true
}
