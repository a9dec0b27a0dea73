import type { Answer } from '../../../freshsales/api/call.ts'
import {
  type Catalog,
  type CatalogEntry,
  LISTS,
  type ListName,
  parseList,
} from '../../../freshsales/resolve/catalog.ts'
import { MINUTE_MS } from '../../../protocol/time.ts'
import { LIST_KEPT_MS } from '../parts/planList.ts'
import { parseKept } from './rowFormat.ts'

type Lists = { [name in ListName]?: { entries: CatalogEntry[]; fetchedAt: number } }

/** What Freshsales told of the account, remembered over restarts and forgotten after some hours. */
export function createLists(sql: SqlStorage) {
  const lists: Lists = {}
  for (const row of sql
    .exec<{ name: string; fetched_at: number; entries: string }>('SELECT * FROM list')
    .toArray()) {
    const entries = parseKept<CatalogEntry[]>(row.entries)
    if (entries && isListName(row.name)) lists[row.name] = { entries, fetchedAt: row.fetched_at }
  }

  return {
    /** The lists that are fresh enough to be believed. */
    snapshot(now: number): Catalog {
      for (const name of Object.keys(lists) as ListName[])
        if (now - (lists[name]?.fetchedAt ?? 0) > LIST_KEPT_MS) delete lists[name]
      return lists
    },

    /** Remembers a list; one that the account refuses or does not have is remembered as empty. */
    remember(name: ListName, answer: Answer | undefined, now: number): boolean {
      const entries = answer ? parseList(name, answer) : []
      if (!entries) return false
      lists[name] = { entries, fetchedAt: now }
      sql.exec('INSERT OR REPLACE INTO list VALUES (?, ?, ?)', name, now, JSON.stringify(entries))
      return true
    },

    /** Forgets what was learnt since then: it was not this account that answered. */
    forgetSince(at: number): void {
      for (const name of Object.keys(lists) as ListName[])
        if ((lists[name]?.fetchedAt ?? 0) >= at - LEARNT_BEFORE_MS) delete lists[name]
      sql.exec('DELETE FROM list WHERE fetched_at >= ?', at - LEARNT_BEFORE_MS)
    },
  }
}

/** The lists of a record are asked for before it is sent. */
const LEARNT_BEFORE_MS = MINUTE_MS

export type ListStore = ReturnType<typeof createLists>

const isListName = (name: string): name is ListName => Object.hasOwn(LISTS, name)
