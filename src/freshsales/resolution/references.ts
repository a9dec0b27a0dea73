import type { Json, JsonObject } from '../../protocol/event.ts'
import type { Catalog, CatalogEntry, ListName } from '../catalog.ts'
import type { Fields } from '../change.ts'
import { findRow, type RecordObject } from '../mapping/tables.ts'
import type { Findings } from './findings.ts'

export interface Account {
  catalog: Catalog
  findings: Findings
}

/** Lists whose entries belong to an entry of another field: a status to its stage, a stage to its pipeline. */
const PARENTS: { readonly [field: string]: string } = {
  contact_status_id: 'lifecycle_stage_id',
  deal_stage_id: 'deal_pipeline_id',
}

/** The fields with ids in place of names. */
export function resolveReferences(
  object: RecordObject,
  fields: Fields,
  account: Account,
): JsonObject {
  const payload: JsonObject = {}
  // Parents first: a status can only be told from its namesakes once the stage is known.
  const names = Object.keys(fields).sort((a, b) => Number(a in PARENTS) - Number(b in PARENTS))
  for (const field of names) {
    const value = fields[field]
    const row = findRow(object, field)
    const target = row?.instead ?? field
    if (value === undefined || (row?.instead !== undefined && fields[row.instead] !== undefined))
      continue
    const resolved =
      row?.as === 'reference' && typeof value === 'string'
        ? lookUp(
            {
              field: target,
              name: value,
              from: field,
              list: row.list,
              isOptional: row.instead !== undefined,
              payload,
            },
            account,
          )
        : value
    if (resolved !== undefined) payload[target] = resolved
  }
  return payload
}

interface Wanted {
  field: string
  name: string
  /** Under which the value came; another than `field` where it stands in for that. */
  from: string
  list: ListName | undefined
  isOptional: boolean
  payload: JsonObject
}

function lookUp(
  { field, name, from, list, isOptional, payload }: Wanted,
  { catalog, findings }: Account,
): Json | undefined {
  if (list === undefined) {
    findings.problems.push({
      field,
      reason: 'left out: needs the numeric id, a name cannot be looked up',
      value: name,
    })
    return undefined
  }
  const entries = catalog[list]?.entries
  if (entries === undefined) {
    findings.missing.add(list)
    return undefined
  }
  const named = entries.filter((entry) => isCalled(entry, name))
  const parentId = payload[PARENTS[field] ?? '']
  const fitting =
    typeof parentId === 'number'
      ? named.filter(({ parent }) => parent === undefined || parent === parentId)
      : named
  const entry = fitting[0]
  if (entry !== undefined) return entry.id
  findings.leftOut.add(from)
  if (isOptional) return undefined
  findings.unknown.add(list)
  const reason =
    named.length > 0
      ? `left out: ${JSON.stringify(name)} does not belong to the given ${PARENTS[field]}`
      : `left out: the account's ${list} have no ${JSON.stringify(name)}`
  findings.problems.push({ field, reason, value: name })
  return undefined
}

function isCalled(entry: CatalogEntry, name: string): boolean {
  const wanted = name.trim().toLowerCase()
  return entry.name.trim().toLowerCase() === wanted || entry.email === wanted
}
