import type { Answer, Call } from '../../../src/freshsales/api/call.ts'
import { RefusedError } from '../../../src/freshsales/api/errors.ts'
import type { JsonObject } from '../../../src/protocol/event.ts'

/** A CRM that does as it is told: records in maps, no rules. */
export interface PlainCrm {
  answer(call: Call): Answer
  state(): CrmState
}

/** What people and companies are like in the CRM, in words that do not depend on ids. */
export interface CrmState {
  contacts: { [email: string]: ContactState }
  companies: { [name: string]: JsonObject }
}

export interface ContactState {
  fields: JsonObject
  tags: string[]
  companies: string[]
  deals: string[]
  activities: string[]
  /** Page views and events that the entries in the timeline tell of. */
  told: number
}

interface Contact extends JsonObject {
  id: number
  email: string
  tags: string[]
  sales_accounts: { id: number; is_primary: boolean }[]
}

type Attached = JsonObject & { id: number; contact: number }

export function createCrm(): PlainCrm {
  const contacts: Contact[] = []
  const companies: (JsonObject & { id: number; name: string })[] = []
  const attached: { [kind: string]: Attached[] } = { deal: [], note: [], sales_activity: [] }
  let lastId = 0

  function upsertContact({ body = {} }: Call): Answer {
    const { emails: email } = body['unique_identifier'] as { emails: string }
    const known = contacts.find((each) => each.email === email)
    const contact: Contact = known ?? { id: ++lastId, email, tags: [], sales_accounts: [] }
    if (!known) contacts.push(contact)
    const { emails: _, ...sent } = body['contact'] as JsonObject
    Object.assign(contact, sent)
    return { status: known ? 200 : 201, body: { contact: { ...contact } } }
  }

  /** A contact that is there is refused, untouched. */
  function createContact(call: Call): Answer {
    const email = String((call.body?.['contact'] as JsonObject | undefined)?.['emails'])
    if (contacts.some((each) => each.email === email))
      throw new RefusedError(call, { status: 400, messages: [`${email} already exists.`] })
    const made = { ...call, body: { ...call.body, unique_identifier: { emails: email } } }
    return { ...upsertContact(made), status: 200 }
  }

  /** By its id, or not at all. */
  function update(records: JsonObject[], kind: string, call: Call, id: number): Answer {
    const record = records.find((each) => each['id'] === id)
    if (!record) throw new RefusedError(call, { status: 404, messages: [] })
    const { emails: _, ...sent } = (call.body?.[kind] ?? {}) as JsonObject
    Object.assign(record, sent)
    return { status: 200, body: { [kind]: { ...record } } }
  }

  function upsertCompany({ body = {} }: Call): Answer {
    const { name } = body['unique_identifier'] as { name: string }
    const known = companies.find((each) => each.name === name)
    const company = known ?? { id: ++lastId, name }
    if (!known) companies.push(company)
    Object.assign(company, body['sales_account'])
    return { status: 200, body: { sales_account: { ...company } } }
  }

  function attach(kind: string, { body = {} }: Call): Answer {
    const sent = body[kind] as JsonObject
    const [contact] = (sent['contacts_added_list'] as number[] | undefined) ?? []
    const record = { ...sent, id: ++lastId, contact: contact ?? Number(sent['targetable_id']) }
    attached[kind]?.push(record)
    return { status: 201, body: { [kind]: record } }
  }

  function change(kind: string, id: number, { body = {} }: Call): Answer {
    const record = attached[kind]?.find((each) => each.id === id)
    Object.assign(record ?? {}, body[kind])
    return { status: 200, body: { [kind]: { ...record } } }
  }

  const of = (kind: string, contact: number) =>
    attached[kind]?.filter((each) => each.contact === contact) ?? []

  return {
    answer(call) {
      const [, collection, id, list] = call.path.split('?', 1)[0]?.split('/') ?? []
      const key = `${call.method} ${collection}`
      if (key === 'POST contacts' && id === undefined) return createContact(call)
      if (key === 'POST contacts') return upsertContact(call)
      if (key === 'PUT contacts') return update(contacts, 'contact', call, Number(id))
      if (key === 'PUT sales_accounts') return update(companies, 'sales_account', call, Number(id))
      if (key === 'POST sales_accounts') return upsertCompany(call)
      for (const [plural, kind] of Object.entries(KINDS)) {
        if (key === `POST ${plural}`) return attach(kind, call)
        if (key === `PUT ${plural}`) return change(kind, Number(id), call)
      }
      if (key !== 'GET contacts') throw new RefusedError(call, { status: 404, messages: [] })
      const contact = contacts.find((each) => each.id === Number(id))
      if (!contact) throw new RefusedError(call, { status: 404, messages: [] })
      const body = {
        contact: { ...contact },
        deals: of('deal', contact.id),
        notes: of('note', contact.id),
        activities: of('sales_activity', contact.id),
      }
      return { status: 200, body: list === undefined ? body : { [list]: body[list as 'notes'] } }
    },

    state: () => ({
      contacts: Object.fromEntries(
        contacts.map((contact) => [contact.email, describe(contact, companies, of)]),
      ),
      companies: Object.fromEntries(companies.map(({ id: _, name, ...rest }) => [name, rest])),
    }),
  }
}

const KINDS = { deals: 'deal', notes: 'note', sales_activities: 'sales_activity' }

function describe(
  { id, email: _, tags, sales_accounts: links, ...fields }: Contact,
  companies: { id: number; name: string }[],
  of: (kind: string, contact: number) => Attached[],
): ContactState {
  const story = of('note', id).flatMap(({ description }) => String(description).split('\n'))
  return {
    fields,
    tags: [...tags].sort(),
    companies: links
      .map((link) => companies.find((each) => each.id === link.id)?.name ?? '')
      .sort(),
    deals: of('deal', id)
      .map(({ name, amount }) => `${name}: ${amount}`)
      .sort(),
    activities: of('sales_activity', id)
      .map(({ title }) => String(title))
      .sort(),
    told: story.reduce((sum, line) => sum + countOf(line), 0),
  }
}

/** An entry has a line for each page (`• /pricing ×2`), for each of the first events, and for the rest. */
function countOf(line: string): number {
  if (line.startsWith('•')) return Number(/ ×(\d+)$/.exec(line)?.[1] ?? 1)
  if (line.startsWith('→')) return 1
  return Number(/^… and (\d+) more$/.exec(line)?.[1] ?? 0)
}
