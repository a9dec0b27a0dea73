import type { Json, JsonObject } from '../../protocol/event.ts'
import { isBlank, isNothing, isObject } from '../../protocol/json.ts'
import type { Fields, Problem } from '../change.ts'
import { KINDS, type Kind } from '../coercion/kind.ts'
import { looseName } from './looseName.ts'
import type { TableIndex, Wanted } from './tableIndex.ts'

/** What an event offers to a table. */
export interface Sources {
  /** In the order they are asked; what no row wants in here is a custom field's. */
  traits: readonly { path: 'traits' | 'context.traits'; values: unknown }[]
  /** The event itself, for sources outside the traits. */
  event: object
  /** `null` empties the field; else it says nothing. */
  clears?: boolean
}

export interface Reading {
  fields: Fields
  custom: Fields
  /** Names in `custom` that came as raw fields, inside a `custom_field`. */
  contained: string[]
  problems: Problem[]
}

/** The best value of each field so far, and what was offered and did not fit. */
interface Findings {
  best: Map<string, { value: Json; rank: number }>
  unfit: Map<string, { value: Json; kind: Kind }>
  cleared: Set<string>
}

/** Custom fields as Freshsales' own API groups them. */
const HOLDS_CUSTOM_FIELDS: ReadonlySet<string> = new Set(['customfield', 'customfields'])

/** Any spelling of the field's own name comes after every listed source. */
const LOOSE_RANK = 1000

/**
 * Reads an event through a table. Walks the traits that are there, not the rows that might be: an
 * event has ten traits, a table hundreds of sources.
 */
export function readTable(index: TableIndex, sources: Sources): Reading {
  const found: Findings = { best: new Map(), unfit: new Map(), cleared: new Set() }
  const custom: Fields = {}
  const contained: string[] = []
  sources.traits.forEach(({ path, values }, position) => {
    if (!isObject(values)) return
    for (const key in values) {
      const value = values[key]
      if (value === undefined || (isBlank(value) && !(sources.clears && value === null))) continue
      const loose = looseName(key)
      if (index.taken.has(loose)) continue
      if (isObject(value) && HOLDS_CUSTOM_FIELDS.has(loose)) {
        contained.push(...Object.keys(value))
        for (const name in value) offerCustom(custom, name, value[name])
        continue
      }
      const wanted = index.traits[path].get(key) ?? findLoosely(index, loose, position)
      if (value === null) clear(wanted, { found, custom, key })
      else if (wanted !== undefined) offer(found, wanted, value)
      else if (!index.nested.has(key)) offerCustom(custom, key, value)
      if (index.nested.has(key) && isObject(value))
        offerMembers(index.traits[path], found, key, value)
    }
  })
  for (const wanted of index.elsewhere) {
    const value = valueAt(sources.event, wanted.keys)
    if (!isBlank(value)) offer(found, wanted, value as Json)
  }
  return { fields: fieldsOf(found), custom, contained, problems: problemsOf(found) }
}

function findLoosely(index: TableIndex, loose: string, position: number): Wanted | undefined {
  const row = index.loose.get(loose)
  return row && { row, rank: LOOSE_RANK + position }
}

function offerMembers(
  wanted: ReadonlyMap<string, Wanted>,
  found: Findings,
  key: string,
  members: JsonObject,
): void {
  for (const member in members) {
    const target = wanted.get(`${key}.${member}`)
    const value = members[member]
    if (target !== undefined && value !== undefined && !isBlank(value)) offer(found, target, value)
  }
}

/** A field that other sources say nothing about is emptied; how a person first came is not. */
function clear(
  wanted: Wanted | undefined,
  { found, custom, key }: { found: Findings; custom: Fields; key: string },
): void {
  if (wanted === undefined) {
    if (key !== '__proto__' && !Object.hasOwn(custom, key)) custom[key] = null
  } else if (wanted.row.writes === undefined) found.cleared.add(wanted.row.field)
}

/** "No" means something to these; to the others `false` is how PHP says that there is nothing. */
const TAKES_FALSE: ReadonlySet<Kind> = new Set(['boolean', 'subscription status', 'as it is'])

/** An entry of a list may be called "None", and so is the medium of a direct visit. */
const SAY_ANYTHING: ReadonlySet<Kind> = new Set(['reference', 'channel', 'as it is'])

/** Texts that say nothing are none. */
function isSaid(as: Kind, value: Json): boolean {
  if (value === false) return TAKES_FALSE.has(as)
  return SAY_ANYTHING.has(as) || !isNothing(value)
}

/** A value that does not fit leaves the field to the next source. */
function offer({ best, unfit }: Findings, { row, rank }: Wanted, value: Json): void {
  if (!isSaid(row.as, value)) return
  const known = best.get(row.field)
  if (known !== undefined && known.rank <= rank) return
  const fitting: Json | undefined = KINDS[row.as].coerce(value)
  if (fitting !== undefined) best.set(row.field, { value: fitting, rank })
  else if (!isEmptyObject(value)) unfit.set(row.field, { value, kind: row.as })
}

function fieldsOf({ best, cleared }: Findings): Fields {
  const fields: Fields = {}
  for (const field of cleared) fields[field] = null
  for (const [field, { value }] of best) fields[field] = value
  return fields
}

function problemsOf({ best, unfit }: Findings): Problem[] {
  const problems: Problem[] = []
  for (const [field, { value, kind }] of unfit) {
    const reason = `left out: the value is not ${KINDS[kind].wants}`
    if (!best.has(field)) problems.push({ field, reason, value })
  }
  return problems
}

function valueAt(from: object, keys: readonly string[]): Json | undefined {
  let value: unknown = from
  for (const key of keys) {
    if (!isObject(value)) return undefined
    value = value[key]
  }
  return value as Json | undefined
}

/** The first of a name counts; `__proto__` of a parsed body must stay a plain key. */
function offerCustom(custom: Fields, name: string, value: Json | undefined): void {
  if (value === undefined || isBlank(value) || name === '__proto__') return
  if (!Object.hasOwn(custom, name)) custom[name] = value
}

function isEmptyObject(value: Json): boolean {
  return isObject(value) && Object.keys(value).length === 0
}
