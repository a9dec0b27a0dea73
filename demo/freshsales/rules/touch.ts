import type { Crm, JsonObject } from '../crm.ts'
import type { StoredRecord } from '../store/records.ts'

/** Changes what Freshsales itself keeps on a record (last contacted, recent note): no update by anyone. */
export function touch(record: StoredRecord, values: JsonObject, crm: Crm): void {
  crm.store.records.save({ ...record, values: { ...record.values, ...values } })
}
