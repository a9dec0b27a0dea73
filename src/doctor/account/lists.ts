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
import { isObject } from '../../protocol/json.ts'
import { FailedExchange, type RecordingClient } from '../recordingClient.ts'

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
