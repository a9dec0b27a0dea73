import type { Json } from '../../../src/protocol/event.ts'

/** One row of an account's own list: an owner, a stage, a source. */
export interface ListItem {
  id: number
  name: string
  [detail: string]: Json
}

/** Rows as an admin would type them in; ids follow from the list's number and the row's place. */
export function numbered(
  list: number,
  rows: readonly (string | Omit<ListItem, 'id'>)[],
): ListItem[] {
  return rows.map((row, index) => {
    const id = 70_000_000_000 + list * 100 + index + 1
    return typeof row === 'string' ? { id, name: row } : { ...row, id, name: String(row['name']) }
  })
}
