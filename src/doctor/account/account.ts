import type { Config } from '../../edge/settings/config.ts'
import { AccountError, RefusedError } from '../../freshsales/api/errors.ts'
import { findRow, type RecordObject } from '../../freshsales/mapping/tables.ts'
import {
  type Catalog,
  type CatalogEntry,
  fieldListOf,
  LISTS,
  type ListName,
  listCall,
  parseList,
} from '../../freshsales/resolve/catalog.ts'
import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { AsWritten } from '../configuration/asWritten.ts'
import { nearest } from '../nearest.ts'
import { FailedExchange, type RecordingClient } from '../recordingClient.ts'

/** An account, and what the settings want of it. */
export interface Account {
  config: Config
  written: AsWritten
  lists: Lists
}

/** The account's own lists, each fetched once. */
export interface Lists {
  /** What has been fetched so far. */
  catalog(): Catalog
  load(names: readonly ListName[]): Promise<void>
  /** Loads one; empty when the account does not show it. */
  entries(name: ListName): Promise<readonly CatalogEntry[]>
  /** One as Freshsales wrote it, with the details that the edge has no use for. */
  raw(name: ListName): Promise<readonly Json[]>
  /** Asked for and not shown. */
  hidden(): readonly ListName[]
}

export function createLists(client: RecordingClient): Lists {
  const catalog: { -readonly [name in ListName]?: NonNullable<Catalog[name]> } = {}
  const lines: { [name in ListName]?: readonly Json[] } = {}
  const hidden: ListName[] = []

  async function load(names: readonly ListName[]): Promise<void> {
    for (const name of names) if (!catalog[name]) await fetchList(name)
  }

  async function fetchList(name: ListName): Promise<void> {
    const answered = await client.exchange(listCall(name))
    const { error, status } = answered
    if (error instanceof AccountError || error instanceof RefusedError) {
      hidden.push(name)
      catalog[name] = { entries: [], fetchedAt: 0 }
      return
    }
    if (error) throw new FailedExchange(error, answered)
    const body = isObject(answered.body) ? answered.body : {}
    const list = body[LISTS[name].answerKey]
    lines[name] = Array.isArray(list) ? list : []
    catalog[name] = { entries: parseList(name, { status, body }) ?? [], fetchedAt: 0 }
  }

  return {
    catalog: () => catalog,
    load,
    async entries(name) {
      await load([name])
      return catalog[name]?.entries ?? []
    },
    async raw(name) {
      await load([name])
      return lines[name] ?? []
    },
    hidden: () => hidden,
  }
}

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
