import type { JsonObject } from '../../../src/protocol/event.ts'
import type { KindName, StoredRecord } from './records.ts'

/** A record as SQLite has it. */
export type Row = {
  id: number
  kind: KindName
  document: string
  created_at: number
  updated_at: number
  deleted_at: number | null
}

export function toRecord(row: Row): StoredRecord {
  return {
    id: row.id,
    kind: row.kind,
    values: JSON.parse(row.document) as JsonObject,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    deletedAt: row.deleted_at,
  }
}
