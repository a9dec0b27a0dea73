import { type Crm, isObject, type Json, type JsonObject } from '../crm.ts'
import { json } from '../http/answer.ts'
import { paged } from '../http/paging.ts'
import { type Route, type RoutedCall, route } from '../http/route.ts'
import { CONTACT } from '../rules/contact.ts'
import { existing } from '../rules/identify.ts'
import { Refusal, unreadable } from '../rules/refusal.ts'
import { touch } from '../rules/touch.ts'
import type { StoredRecord } from '../store/records.ts'

/** Marketing lists: a contact keeps the ids of the lists it is on. */
export const listRoutes: Route[] = [
  route('GET', '/lists', ({ query }, crm) => {
    const { items, meta } = paged(crm.store.records.all('list'), query)
    return json({ lists: items.map(presentList), meta })
  }),
  route('POST', '/lists', (call, crm) => {
    const name = call.body()['name']
    if (typeof name !== 'string' || name.trim() === '')
      throw new Refusal(400, "Name can't be empty")
    if (crm.store.records.find('list', ['name', name.trim().toLowerCase()]).length > 0)
      throw new Refusal(400, 'Name has already been taken')
    return json({ list: presentList(crm.store.records.insert('list', { name }, crm.now)) })
  }),
  membership('add_contacts', (lists, list) => [...lists, list]),
  membership('remove_contacts', (lists, list) => lists.filter((id) => id !== list)),
  membership('move_contacts', (_lists, list) => [list]),
  route('GET', '/contacts/lists/{id}', ({ params, query }, crm) => {
    const list = existing('list', params['id'], crm)
    const { items, meta } = paged(
      crm.store.records.find('contact', ['list', String(list.id)]),
      query,
    )
    return json({ contacts: items.map((contact) => CONTACT.present(contact, crm)), meta })
  }),
]

function membership(word: string, after: (lists: Json[], list: number) => Json[]): Route {
  return route('PUT', `/lists/{id}/${word}`, (call, crm) => {
    const list = existing('list', call.params['id'], crm)
    const contacts = chosen(call, crm)
    for (const contact of contacts) {
      const present = contact.values['lists']
      touch(
        contact,
        { lists: [...new Set(after(Array.isArray(present) ? present : [], list.id))] },
        crm,
      )
    }
    return json({ message: `${contacts.length} contacts updated.` })
  })
}

/** `{"ids":[…]}` or `{"all":true}`. */
function chosen(call: RoutedCall, crm: Crm): StoredRecord[] {
  const body = call.body()
  if (isObject(body) && body['all'] === true)
    return crm.store.records.all('contact').filter(({ deletedAt }) => deletedAt === null)
  if (!Array.isArray(body['ids'])) throw unreadable()
  return body['ids'].map((id) => existing('contact', id, crm))
}

function presentList({ id, values }: StoredRecord): JsonObject {
  return { id, name: values['name'] ?? null }
}
