import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Answer } from './call.ts'
import { readRecord, toId } from './readId.ts'

export interface FoundRecord {
  id: number
  record: JsonObject
}

/** What a lookup found, of one kind: `{contacts: {contacts: [{id, …}]}}`. */
export function readFound(
  answer: Answer | undefined,
  kind: 'contacts' | 'leads' | 'sales_accounts' | 'deals',
): FoundRecord[] {
  const outer = answer?.body[kind]
  return recordsIn(isObject(outer) ? outer[kind] : outer)
}

/** The deals of a contact that was read with them; they stand beside it, on some accounts inside. */
export function readDeals(answer: Answer | undefined): FoundRecord[] {
  return recordsIn(answer?.body['deals'] ?? readRecord(answer, 'contact')?.['deals'])
}

/** The primary one of the accounts that a contact is linked to, where it was read with them. */
export function primaryAccountOf(answer: Answer | undefined): number | undefined {
  const links = recordsIn(readRecord(answer, 'contact')?.['sales_accounts'])
  return (links.find(({ record }) => record['is_primary'] === true) ?? links[0])?.id
}

/** The tasks of a record that was read with them; they stand beside it, on some accounts inside. */
export function readTasks(answer: Answer | undefined): FoundRecord[] {
  return recordsIn(answer?.body['tasks'] ?? readRecord(answer, 'contact', 'lead')?.['tasks'])
}

/** The notes of a record. */
export function readNotes(answer: Answer | undefined): FoundRecord[] {
  return recordsIn(answer?.body['notes'])
}

/** The addresses of a contact as Freshsales keeps them, the primary one marked. */
export function readEmails(answer: Answer | undefined): JsonObject[] {
  const emails = readRecord(answer, 'contact')?.['emails']
  return Array.isArray(emails) ? emails.filter(isObject) : []
}

function recordsIn(list: Json | undefined): FoundRecord[] {
  if (!Array.isArray(list)) return []
  return list.flatMap((record) => {
    const id = isObject(record) ? toId(record['id']) : undefined
    return isObject(record) && id !== undefined ? [{ id, record }] : []
  })
}
