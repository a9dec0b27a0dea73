import type { Json, JsonObject } from '../../protocol/event.ts'
import { isNothing } from '../../protocol/json.ts'
import type { Fields } from '../change.ts'
import { findRow, type RecordObject } from '../mapping/tables.ts'
import type { Catalog, ListName } from './catalog.ts'
import { chooseNamesake, entriesNamed, PARENTS } from './chooseNamesake.ts'
import type { Findings } from './findings.ts'

export interface Account {
  catalog: Catalog
  findings: Findings
  /** What a record that exists has, with ids or names: tells namesakes apart. Absent for a new one. */
  known?: Fields | undefined
}

/** Values that mean nothing without the other: an amount in an unknown currency would be one in another. */
export const UNITS: { readonly [field: string]: string } = { currency_id: 'amount' }

/** The fields with ids in place of names. */
export function resolveReferences(
  object: RecordObject,
  fields: Fields,
  account: Account,
): JsonObject {
  const { known } = account
  const payload: JsonObject = {}
  // Parents first: a status can only be told from its namesakes once the stage is known.
  const names = Object.keys(fields).sort((a, b) => Number(PARENTS.has(a)) - Number(PARENTS.has(b)))
  for (const field of names) {
    const value = fields[field]
    const row = findRow(object, field)
    const target = row?.instead ?? field
    if (value === undefined) continue
    if (row?.instead !== undefined && (fields[row.instead] ?? known?.[row.instead]) !== undefined)
      continue
    const isName = row?.as === 'reference' && typeof value === 'string'
    const resolved = isName
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
  dropWithoutUnit(fields, payload, account.findings)
  return payload
}

function dropWithoutUnit(fields: Fields, payload: JsonObject, findings: Findings): void {
  for (const [unit, field] of Object.entries(UNITS)) {
    const value = payload[field]
    if (value === undefined || !isGiven(fields[unit]) || payload[unit] !== undefined) continue
    delete payload[field]
    findings.leftOut.add(field)
    const reason = `left out: without its ${unit.replace('_id', '')} it would be another amount`
    findings.problems.push({ field, reason, value })
  }
}

const isGiven = (value: Json | undefined) => value !== undefined && !isNothing(value)

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
  { catalog, findings, known }: Account,
): Json | undefined {
  if (list === undefined && isNothing(name)) return undefined
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
  const named = entriesNamed(entries, name)
  const choice = chooseNamesake(named, { field, name, list, payload, known, catalog })
  if (choice.isUnplaced) findings.unplaced.add(field)
  if ('id' in choice) return choice.id
  if (named.length === 0 && isNothing(name)) return undefined
  findings.leftOut.add(from)
  if (isOptional) return undefined
  findings.unknown.add(list)
  findings.problems.push({ field, reason: `left out: ${choice.reason}`, value: name })
  return undefined
}
