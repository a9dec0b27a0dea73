import { findRow, type RecordObject } from '../../freshsales/mapping/tables.ts'
import { type CatalogEntry, fieldListOf } from '../../freshsales/resolve/catalog.ts'
import type { Json } from '../../protocol/event.ts'
import { nearest } from '../nearest.ts'
import type { Lists } from './lists.ts'

/** A longer list is no help. */
const MAX_OFFERED = 12

interface Refused {
  object: RecordObject
  field: string
  value: Json | undefined
}

/** What the account would take instead, the likeliest first. */
export async function offered({ object, field, value }: Refused, lists: Lists): Promise<string> {
  const row = findRow(object, field)
  if (row?.list !== undefined) return choose(value, namesOf(await lists.entries(row.list)))
  const list = fieldListOf(object)
  const fields = list === undefined ? [] : await lists.entries(list)
  const own = fields.find(({ name }) => name === field)
  if (own?.choices !== undefined && own.choices.length > 0)
    return choose(
      value,
      own.choices.map((choice) => choice.value),
    )
  if (own !== undefined) return `In the account it is of type ${own.type ?? 'unknown'}.`
  return choose(
    field,
    fields.map(({ name }) => name).filter((name) => name.startsWith('cf_')),
  )
}

/** Owners are named best by their address. */
function namesOf(entries: readonly CatalogEntry[]): string[] {
  return entries.map(({ name, email }) => email ?? name)
}

function choose(given: Json | undefined, names: readonly string[]): string {
  if (names.length === 0) return 'The account has none; make it there, or leave it out.'
  const meant = nearest(String(given), names)
  const some = names.slice(0, MAX_OFFERED).join(', ')
  const more = names.length > MAX_OFFERED ? ', …' : ''
  return `${meant === undefined ? '' : `Did you mean ${JSON.stringify(meant)}? `}The account has: ${some}${more}`
}
