import { nameKey } from '../../protocol/cleanText.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import type { Fields } from '../change.ts'
import type { Catalog, CatalogEntry, ListName } from './catalog.ts'

/** Fields whose entries belong to an entry of another field: a status to its stage, a stage to its pipeline. */
export const PARENTS: ReadonlyMap<string, { field: string; list: ListName }> = new Map([
  ['contact_status_id', { field: 'lifecycle_stage_id', list: 'lifecycle_stages' }],
  ['deal_stage_id', { field: 'deal_pipeline_id', list: 'deal_pipelines' }],
])

interface Sought {
  field: string
  name: string
  list: ListName
  /** What goes with the same call, resolved. */
  payload: JsonObject
  /** What a record that exists has, with ids or names; absent for a new one. */
  known: Fields | undefined
  catalog: Catalog
}

/** `isUnplaced`: where the record is would tell the namesakes apart. */
export type Choice = ({ id: number } | { reason: string }) & { isUnplaced?: true }

/** Of namesakes the one that belongs to where the record is, or goes with the same call; else the reason why none. */
export function chooseNamesake(named: readonly CatalogEntry[], sought: Sought): Choice {
  const { field, name, list, payload, known, catalog } = sought
  const quoted = JSON.stringify(name)
  const parent = PARENTS.get(field)
  const given = parent && payload[parent.field]
  const place = parent && (given ?? known?.[parent.field])
  const fitting = place == null ? named : named.filter(belongsTo(place, parent?.list, catalog))
  const chosen = fitting.length > 0 || given !== undefined ? fitting : named
  const [first] = chosen
  if (first === undefined)
    return named.length === 0
      ? { reason: `the account's ${list} have no ${quoted}` }
      : { reason: `${quoted} does not belong to the given ${parent?.field}` }
  // A new record begins in the first stage or pipeline, to which the first namesake belongs.
  const isNew = known === undefined && parent !== undefined
  const isPlain = chosen.length === 1 || haveOneParent(chosen)
  const unplaced = !isPlain && parent && place == null && { isUnplaced: true as const }
  if (isPlain || isNew) return { id: first.id, ...unplaced }
  const remedy = parent === undefined ? 'send its id' : `send its ${parent.field} as well`
  const reason = `the account's ${list} have ${quoted} more than once; ${remedy}`
  return { reason, ...unplaced }
}

/** The entries of a list that a name means: those called so, else those that only its separators tell apart: `sales-qualified-lead`. */
export function entriesNamed(entries: readonly CatalogEntry[], name: string): CatalogEntry[] {
  const called = entries.filter((entry) => isCalled(entry, name))
  if (called.length > 0) return called
  const joined = joinedKey(name)
  return joined === ''
    ? []
    : entries.filter((entry) => joinedKey(entry.name) === joined || isCalled(entry, turned(name)))
}

const joinedKey = (name: string) => nameKey(name).replace(/[\s_\-–./]+/g, '')

/** `Lee, Ann` is how lists of people are sorted. */
const turned = (name: string) => name.replace(/^([^,]+),([^,]+)$/, '$2 $1').trim()

/** Whatever their case, their blanks and the way their accents are encoded, names are the same. */
function isCalled(entry: CatalogEntry, name: string): boolean {
  const wanted = nameKey(name)
  return nameKey(entry.name) === wanted || entry.email === wanted
}

function belongsTo(place: Json, list: ListName | undefined, catalog: Catalog) {
  const entries = (list && catalog[list]?.entries) ?? []
  const id = typeof place === 'string' ? entriesNamed(entries, place)[0]?.id : place
  return (entry: CatalogEntry) => entry.parent === undefined || entry.parent === id
}

/** Namesakes in one place are as good as each other: lists show the first one first. */
function haveOneParent([first, ...others]: readonly CatalogEntry[]): boolean {
  return first?.parent !== undefined && others.every(({ parent }) => parent === first.parent)
}
