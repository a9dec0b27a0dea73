import { beforeAll, describe, expect, it } from 'vitest'
import type { Json } from '../../src/protocol/event.ts'
import { accountId, call, reset, send, upsert } from './account.ts'
import schemas from './answers.schema.json' with { type: 'json' }
import { type Schema, schemaProblems } from './schemaProblems.ts'
import { withIds } from './withIds.ts'

type Name = keyof typeof schemas

const ids: { [name: string]: number } = {}
const target = { targetable_type: 'Contact', targetable_id: '$contact' }
const person = { unique_identifier: { emails: 'ada@acme.example' } }

/** What is sent for each answer; what is missing here is read. */
const BODIES: { readonly [name in Name]?: Json } = {
  'contacts.upsert': { ...person, contact: { first_name: 'Ada' } },
  'contacts.link_account': { ...person, contact: { sales_accounts: [{ id: '$account' }] } },
  'contacts.bulk_upsert': { contacts: [{ emails: 'ada@acme.example', data: {} }] },
  'sales_accounts.bulk_upsert': { sales_accounts: [{ name: 'Acme', data: {} }] },
  'deals.bulk_upsert': { deals: [{ name: 'Pro', data: {} }] },
  'contacts.create': { contact: { email: 'new@acme.example' } },
  'contacts.update': { contact: { job_title: 'CTO' } },
  'filtered_search.contact': {
    filter_rule: [{ attribute: 'first_name', operator: 'is_in', value: 'Ada' }],
  },
  'lists.create': { name: 'Newsletter' },
  'lists.add_contacts': { ids: ['$contact'] },
  'sales_accounts.upsert': { unique_identifier: { name: 'Acme' }, sales_account: {} },
  'sales_accounts.create': { sales_account: { name: 'Beta' } },
  'deals.create': { deal: { name: 'Max', amount: 5, sales_account_id: '$account' } },
  'deals.upsert': { unique_identifier: { name: 'Pro' }, deal: { amount: 15 } },
  'leads.create': {
    lead: { last_name: 'Lovelace', email: 'ada@acme.example', company: { name: 'Acme' } },
  },
  'sales_activities.create': {
    sales_activity: {
      title: 'Pricing viewed',
      sales_activity_type_id: 70000000709,
      start_date: '2026-01-05T10:00:00Z',
      end_date: '2026-01-05T10:30:00Z',
      ...target,
    },
  },
  'notes.create': { note: { description: 'Hello', ...target } },
  'tasks.create': { task: { title: 'Call Ada', due_date: '2026-01-06T10:00:00Z', ...target } },
  'appointments.create': {
    appointment: {
      title: 'Demo',
      from_date: '2026-01-06T10:00:00Z',
      end_date: '2026-01-06T10:30:00Z',
      ...target,
    },
  },
}

/** The contact is deleted last. */
const NAMES = (Object.keys(schemas) as Name[]).filter((name) => name !== 'contacts.delete')

beforeAll(async () => {
  await reset()
  ids['account'] = await accountId('Acme')
  ids['contact'] = (await upsert('ada@acme.example', { last_name: 'Lovelace' })).body.contact.id
  const deal = { name: 'Pro', amount: 10, sales_account_id: ids['account'] }
  await call('POST', '/deals', { deal })
  ids['list'] = (await call('POST', '/lists', { name: 'Customers' })).body.list.id
  ids['job'] = await jobId()
  const { filters } = (await call('GET', '/contacts/filters')).body
  ids['view'] = filters.find(({ name }: { name: string }) => name === 'All Contacts').id
})

async function jobId(): Promise<number> {
  const { body } = await call('POST', '/contacts/bulk_upsert', {
    contacts: [{ emails: 'ada@acme.example', data: {} }],
  })
  return Number(body.job_status_url.split('/').at(-1))
}

/** The path of an answer with the ids of this account. */
function pathOf(name: Name): string {
  const path = schemas[name].path
    .replace('{view_id}', '$view')
    .replace(/\{contacts\|[^}]+\}/, 'contacts')
  const [kind] = name.split('.')
  const ofKind = kind === 'lists' ? '$list' : kind === 'job_statuses' ? '$job' : '$contact'
  return withIds(path.replace('{id}', ofKind), ids)
}

describe('an answer has every key that was recorded, in its type', () => {
  it.each([...NAMES, 'contacts.delete' as const])('%s', async (name) => {
    const { method, answer } = schemas[name] as { method: string; answer: Schema }
    const sent = BODIES[name]
    const base = name === 'leads.create' ? '/api' : '/crm/sales/api'
    const reply = await send(base + pathOf(name), method, sent && withIds(sent, ids))
    expect([reply.status, JSON.stringify(reply.body?.errors)]).toEqual([
      expect.toSatisfy((status) => status === 200 || status === 201),
      undefined,
    ])
    expect(schemaProblems(reply.body, answer)).toEqual([])
  })
})

it('a key that is missing or of another type is found', () => {
  const { answer } = schemas['notes.create'] as { answer: Schema }
  expect(schemaProblems({ note: { id: '7' } }, answer)).toEqual(
    expect.arrayContaining([
      'body.note.description: missing',
      'body.note.id: is string, not number',
    ]),
  )
})
