import type { Crm, Json } from '../crm.ts'
import { json } from '../http/answer.ts'
import { unwrapped } from '../http/call.ts'
import { type Route, type RoutedCall, route } from '../http/route.ts'
import { CONTACT } from '../rules/contact.ts'
import { existing } from '../rules/identify.ts'
import { unreadable } from '../rules/refusal.ts'
import { createRecord, updateRecord } from '../rules/write.ts'
import type { StoredRecord } from '../store/records.ts'
import { crudRoutes, one, upsertRoute } from './crud.ts'
import { timelineRoutes } from './timeline.ts'
import { viewRoutes } from './views.ts'

export const contactRoutes: Route[] = [
  upsertRoute(CONTACT),
  route('POST', '/contacts/bulk_destroy', (call, crm) => {
    const contacts = selected(call, crm)
    for (const contact of contacts) crm.store.records.save({ ...contact, deletedAt: crm.now })
    return json({ message: `${contacts.length} contacts deleted.` })
  }),
  route('POST', '/contacts/bulk_assign_owner', (call, crm) => {
    const owner_id: Json = call.body()['owner_id'] ?? null
    const contacts = selected(call, crm)
    for (const contact of contacts) updateRecord(CONTACT, contact, { owner_id }, crm)
    return json({ message: `${contacts.length} contacts updated.` })
  }),
  route('POST', '/contacts/{id}/clone', (call, crm) => {
    const { values } = existing('contact', call.params['id'], crm)
    const { mobile_number: _mobile, external_id: _external, ...copied } = values
    const sent = unwrapped(call.body(), 'contact')
    return one(CONTACT, createRecord(CONTACT, { ...copied, ...sent }, crm), { call, crm })
  }),
  ...viewRoutes(CONTACT),
  ...timelineRoutes(CONTACT),
  ...crudRoutes(CONTACT),
]

function selected(call: RoutedCall, crm: Crm): StoredRecord[] {
  const ids = call.body()['selected_ids']
  if (!Array.isArray(ids)) throw unreadable()
  return ids.map((id) => existing('contact', id, crm))
}
