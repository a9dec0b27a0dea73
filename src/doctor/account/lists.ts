import { AccountError, RefusedError } from '../../freshsales/api/errors.ts'
import {
  type Catalog,
  type CatalogEntry,
  LISTS,
  type ListName,
  listCall,
  parseList,
} from '../../freshsales/resolve/catalog.ts'
import type { Json } from '../../protocol/event.ts'
import type { Connection } from './connection.ts'

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

export function createLists(connection: Connection): Lists {
  const catalog: { -readonly [name in ListName]?: NonNullable<Catalog[name]> } = {}
  const lines: { [name in ListName]?: readonly Json[] } = {}
  const hidden: ListName[] = []

  async function load(names: readonly ListName[]): Promise<void> {
    for (const name of names) if (!catalog[name]) await fetchList(name)
  }

  async function fetchList(name: ListName): Promise<void> {
    catalog[name] = { entries: [], fetchedAt: 0 }
    try {
      const answer = await connection.send(listCall(name))
      const list = answer.body[LISTS[name].answerKey]
      lines[name] = Array.isArray(list) ? list : []
      catalog[name] = { entries: parseList(name, answer) ?? [], fetchedAt: 0 }
    } catch (error) {
      if (!(error instanceof AccountError || error instanceof RefusedError)) throw error
      hidden.push(name)
    }
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
