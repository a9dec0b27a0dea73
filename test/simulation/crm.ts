import type { Answer, Call } from '../../src/freshsales/api/call.ts'
import { RefusedError } from '../../src/freshsales/api/errors.ts'
import type { JsonObject } from '../../src/protocol/event.ts'
import { isObject } from '../../src/protocol/json.ts'

/** What stands in the CRM, as its API shows it; in the tests on workerd the simulator shows the same. */
export interface CrmRecords {
  contacts: Person[]
  leads: Person[]
  sales_accounts: Row[]
  deals: Row[]
  notes: Row[]
  sales_activities: Row[]
  tasks: Row[]
  /** What the tracking API was told. */
  tracked: Row[]
}

type Row = JsonObject & { id: number }

type Person = Row & { email: string; others: string[] }

/** The only type of activity that the account has besides those with a number. */
export const VISIT_TYPE = { id: 77, name: 'Website visit' }

const KINDS: { readonly [collection: string]: Exclude<keyof CrmRecords, 'tracked'> } = {
  contact: 'contacts',
  lead: 'leads',
  sales_account: 'sales_accounts',
  deal: 'deals',
  note: 'notes',
  sales_activity: 'sales_activities',
  task: 'tasks',
}

/** A CRM that does as it is told: records in lists, no rules. */
export function createCrm() {
  const collections = [...Object.values(KINDS), 'tracked']
  const records = Object.fromEntries(collections.map((name) => [name, []])) as never as CrmRecords
  let lastId = 0

  const kindOf = (collection: string) =>
    Object.keys(KINDS).find((kind) => KINDS[kind] === collection) ?? ''

  const called = (collection: 'contacts' | 'leads', email: string) =>
    records[collection].find((each) => each.email === email || each.others.includes(email))

  function upsertPerson(collection: 'contacts' | 'leads', { body = {} }: Call): Answer {
    const kind = kindOf(collection)
    const { emails, email, ...sent } = body[kind] as JsonObject
    const { emails: unique } = (body['unique_identifier'] ?? {}) as JsonObject
    const address = String(unique ?? emails ?? email)
    const known = called(collection, address)
    const person: Person = known ?? { ...empty, id: ++lastId, email: address, others: [] }
    if (!known) records[collection].push(person)
    Object.assign(person, sent)
    return { status: known ? 200 : 201, body: { [kind]: { ...person } } }
  }

  /** Somebody who is there is refused, untouched. */
  function createPerson(collection: 'contacts' | 'leads', call: Call): Answer {
    const { body = {} } = call
    const { emails, email } = body[kindOf(collection)] as JsonObject
    const address = String(emails ?? email)
    if (called(collection, address))
      throw new RefusedError(call, { status: 400, messages: [`${address} already exists.`] })
    return { ...upsertPerson(collection, call), status: 200 }
  }

  function upsertCompany({ body = {} }: Call): Answer {
    const { name } = body['unique_identifier'] as { name: string }
    const known = records.sales_accounts.find((each) => each['name'] === name)
    const company: Row = known ?? { id: ++lastId, name }
    if (!known) records.sales_accounts.push(company)
    Object.assign(company, body['sales_account'])
    return { status: 200, body: { sales_account: { ...company } } }
  }

  function make(collection: string, call: Call): Answer {
    const kind = kindOf(collection)
    const sent = (kind === 'task' ? call.body : call.body?.[kind]) as JsonObject
    const [contact] = (sent['contacts_added_list'] as number[] | undefined) ?? []
    const target = contact ?? Number(sent['targetable_id'])
    if (![...records.contacts, ...records.leads].some(({ id }) => id === target))
      throw new RefusedError(call, { status: 404, messages: ['Targetable does not exist'] })
    const record = { ...sent, id: ++lastId, targetable_id: target }
    listOf(collection).push(record)
    return { status: 201, body: { [kind]: record } }
  }

  /** By its id, or not at all. */
  function update(collection: string, call: Call, id: number): Answer {
    const kind = kindOf(collection)
    const { emails: _, ...sent } = (call.body?.[kind] ?? {}) as JsonObject
    const record = one(collection, call, id)
    Object.assign(record, sent)
    return { status: 200, body: { [kind]: { ...record } } }
  }

  function read(collection: string, call: Call, id: number): Answer {
    const record = one(collection, call, id)
    return { status: 200, body: { [kindOf(collection)]: { ...record }, ...attachedTo(id) } }
  }

  function one(collection: string, call: Call, id: number): Row {
    const record = listOf(collection).find((each) => each.id === id)
    if (!record) throw new RefusedError(call, { status: 404, messages: [] })
    return record
  }

  const listOf = (collection: string) => records[collection as 'deals'] as Row[]

  function attachedTo(person: number): JsonObject {
    const of = (list: Row[]) => list.filter((each) => each['targetable_id'] === person)
    const { deals, notes, sales_activities: activities, tasks } = records
    return { deals: of(deals), notes: of(notes), activities: of(activities), tasks: of(tasks) }
  }

  function look(path: string): Answer {
    const email = new URL(path, 'https://crm.example').searchParams.get('q') ?? ''
    const found = (collection: 'contacts' | 'leads') => {
      const person = called(collection, email)
      return { [collection]: person ? [{ ...person }] : [] }
    }
    return { status: 200, body: { contacts: found('contacts'), leads: found('leads') } }
  }

  function answer(call: Call): Answer {
    const { method, path, body } = call
    const [, collection = '', id, list] = path.split('?', 1)[0]?.split('/') ?? []
    if (collection === 'track') {
      records.tracked.push({ id: ++lastId, ...body })
      return { status: 200, body: {} }
    }
    if (collection === 'lookup') return look(path)
    if (path.startsWith('/selector/sales_activity_types'))
      return {
        status: 200,
        body: { sales_activity_types: [VISIT_TYPE, { id: 78, name: 'Phone' }] },
      }
    if (!Object.values(KINDS).some((each) => each === collection))
      throw new RefusedError(call, { status: 404, messages: [] })
    if (method === 'PUT') return update(collection, call, Number(id))
    if (method === 'GET' && list === undefined) return read(collection, call, Number(id))
    if (method === 'GET') return attachments(collection, call, { id: Number(id), list })
    if (collection === 'sales_accounts') return upsertCompany(call)
    if (collection !== 'contacts' && collection !== 'leads') return make(collection, call)
    return id === 'upsert' ? upsertPerson(collection, call) : createPerson(collection, call)
  }

  function attachments(
    collection: string,
    call: Call,
    { id, list = '' }: { id: number; list: string | undefined },
  ): Answer {
    one(collection, call, id)
    return { status: 200, body: { [list]: attachedTo(id)[list] ?? [] } }
  }

  function drop(person: Person, heir?: Person): void {
    records.contacts = records.contacts.filter((each) => each !== person)
    for (const list of [records.deals, records.notes, records.sales_activities, records.tasks])
      for (const record of list.filter((each) => each['targetable_id'] === person.id)) {
        if (heir) record['targetable_id'] = heir.id
        else list.splice(list.indexOf(record), 1)
      }
  }

  return {
    answer,
    records: (): CrmRecords => records,

    /** What people do in the CRM meanwhile. Each says nothing where there is nobody. */
    delete(email: string): void {
      const person = called('contacts', email)
      if (person) drop(person)
    },

    merge(email: string, into: string): void {
      const [person, heir] = [called('contacts', email), called('contacts', into)]
      if (!person || !heir || person === heir) return
      drop(person, heir)
      heir.others = [...heir.others, person.email, ...person.others]
    },

    rename(company: string): void {
      const record = records.sales_accounts.find(({ name }) => name === company)
      if (record) record['name'] = `${company}${RENAMED}`
    },
  }
}

/** What follows the name of a company that was renamed. */
export const RENAMED = ' (renamed)'

const empty = { tags: [], sales_accounts: [] }

export const textOf = (row: JsonObject, field: string): string => {
  const value = row[field]
  return value === undefined || isObject(value) ? '' : String(value)
}
