import type { Crm, Field, FieldKind, Json, JsonObject } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'

/** Extra data asked for with `?include=`: most arrives beside the record, some inside it. */
export interface Included {
  inside?: JsonObject
  beside?: JsonObject
}

/** A record about to be kept. */
export interface Draft {
  /** Absent for a new record. */
  record?: StoredRecord
  /** What the caller sent. */
  sent: JsonObject
  /** What will be kept. */
  values: JsonObject
}

/** Everything that makes contacts, accounts, deals and leads different from each other. */
export interface Kind {
  name: FieldKind
  /** `{"contact": {…}}` around one record, `{"contacts": […]}` around several. */
  wrapper: string
  plural: string
  fields: readonly Field[]
  /** Values of a record nobody has set. */
  start(crm: Crm): JsonObject
  /** Follows up on what was sent: defaults, values that depend on others. Runs after the fields were read. */
  settle(draft: Draft, crm: Crm): JsonObject
  /** Rules that look at several fields or at other records: the messages of what is wrong. */
  problems(draft: Draft, crm: Crm): string[]
  present(record: StoredRecord, crm: Crm): JsonObject
  includes: { readonly [name: string]: (record: StoredRecord, crm: Crm) => Included }
  /** Record that an upsert's identifier points at; throws a refusal when it cannot be one. */
  identify(identifier: JsonObject, crm: Crm): Identified
  /** A write with another content type than JSON: refused on contacts, a crash on accounts and deals. */
  otherContentTypeStatus: 400 | 500
}

export interface Identified {
  record?: StoredRecord
  /** What a new record takes over from the identifier. */
  values: { [field: string]: Json }
}
