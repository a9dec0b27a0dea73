import type { Json } from '../../../src/protocol/event.ts'
import { broken } from '../rules/refusal.ts'

export interface Page<Item> {
  items: Item[]
  meta: { [name: string]: Json }
}

const MOST_PER_PAGE = 100

/** `?page=1&per_page=25`, at most 100; past the end is an empty page, and page 0 of 0 crashes. */
export function paged<Item>(items: Item[], query: URLSearchParams): Page<Item> {
  const page = Number(query.get('page') ?? 1)
  const perPage = Math.min(MOST_PER_PAGE, Number(query.get('per_page') ?? 25))
  if (page === 0 && perPage === 0) throw broken()
  const from = (Math.max(1, page) - 1) * perPage
  return {
    items: perPage > 0 ? items.slice(from, from + perPage) : [],
    meta: { total_pages: perPage > 0 ? Math.ceil(items.length / perPage) : 0, total: items.length },
  }
}
