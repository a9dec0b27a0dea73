import type { Crm, Json, JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { unwrapped } from '../http/call.ts'
import { type Route, type RoutedCall, route } from '../http/route.ts'
import { existing } from '../rules/identify.ts'
import { Refusal } from '../rules/refusal.ts'
import { findTarget } from '../rules/targets.ts'
import { accountTime } from '../rules/times.ts'
import { touch } from '../rules/touch.ts'
import type { StoredRecord } from '../store/records.ts'

/** Characters of a note: MySQL's `TEXT`, which Rails applications keep notes in. */
const NOTE_CHARACTERS = 65_535

export const noteRoutes: Route[] = [
  route('POST', '/notes', (call, crm) => {
    const sent = unwrapped(call.body(), 'note')
    const description = readDescription(sent['description'])
    const { targetable_type: type, targetable_id: id } = sent
    const target = findTarget(type, id, crm)
    if (!target) throw new Refusal(400, "Targetable doesn't exist")
    const note = crm.store.records.insert(
      'note',
      { description, targetable_type: type ?? null, targetable_id: target.id },
      crm.now,
    )
    touch(target, { recent_note: description }, crm)
    return json({ note: presentNote(note, crm) })
  }),
  route('PUT', '/notes/{id}', (call, crm) => {
    const note = noteOf(call, crm)
    const description = readDescription(unwrapped(call.body(), 'note')['description'])
    const updated = { ...note, values: { ...note.values, description }, updatedAt: crm.now }
    crm.store.records.save(updated)
    refreshRecentNote(updated, crm)
    return json({ note: presentNote(updated, crm) })
  }),
  route('DELETE', '/notes/{id}', (call, crm) => {
    const note = noteOf(call, crm)
    crm.store.records.erase(note)
    refreshRecentNote(note, crm)
    return json({ success: '200' })
  }),
]

export function presentNote(note: StoredRecord, crm: Crm): JsonObject {
  const { values, id } = note
  const { utcOffsetMinutes, lists } = crm.settings
  return {
    id,
    description: values['description'] ?? null,
    creater_id: lists.owners[0]?.id ?? null,
    created_at: accountTime(note.createdAt, utcOffsetMinutes),
    updated_at: accountTime(note.updatedAt, utcOffsetMinutes),
    url: null,
    duration: null,
    has_access: true,
    collab_context: { hasSlackViewAccess: false, messageId: '' },
    targetables: [{ id: values['targetable_id'] ?? null, type: values['targetable_type'] ?? null }],
  }
}

function noteOf(call: RoutedCall, crm: Crm): StoredRecord {
  return existing('note', call.params['id'], crm)
}

function readDescription(sent: Json | undefined): string {
  if (typeof sent !== 'string' || sent.trim() === '')
    throw new Refusal(400, "Description can't be empty")
  if (sent.length > NOTE_CHARACTERS)
    throw new Refusal(400, 'The value for description is not in required length')
  return sent
}

/** The "Recent note" column shows the newest note of the record. */
function refreshRecentNote({ values }: StoredRecord, crm: Crm): void {
  const target = findTarget(values['targetable_type'], values['targetable_id'], crm)
  if (!target) return
  const key = ['target', `${values['targetable_type']}:${target.id}`.toLowerCase()] as const
  const newest = crm.store.records.find('note', key).at(-1)
  touch(target, { recent_note: newest?.values['description'] ?? null }, crm)
}
