import type { JsonObject } from '../../src/protocol/event.ts'

import { CREATED } from './n8nCreated.ts'
import type { Operation } from './operation.ts'

const moved = (title: string) => ({ updateFields: { title } })
const all = { returnAll: true, limit: 0, filters: {} }

/** Get, update and delete of a record are alike for every resource. */
function lifeOf(
  resource: string,
  { plural, kept, id }: { plural: string; kept: string; id: string },
  changed: JsonObject,
): { read: Operation[]; remove: Operation } {
  const path = `/${plural}/$${kept}`
  const parameters = { [id]: `$${kept}` }
  return {
    read: [
      { resource, operation: 'get', parameters, calls: [['GET', path]] },
      {
        resource,
        operation: 'update',
        parameters: { ...parameters, updateFields: changed },
        calls: [['PUT', path, changed]],
      },
    ],
    remove: { resource, operation: 'delete', parameters, calls: [['DELETE', path]] },
  }
}

const account = lifeOf(
  'account',
  { plural: 'sales_accounts', kept: 'account', id: 'accountId' },
  { city: 'Turin' },
)
const contact = lifeOf(
  'contact',
  { plural: 'contacts', kept: 'contact', id: 'contactId' },
  { job_title: 'CTO' },
)
const deal = lifeOf('deal', { plural: 'deals', kept: 'deal', id: 'dealId' }, { amount: 20 })
const task = lifeOf('task', { plural: 'tasks', kept: 'task', id: 'taskId' }, { title: 'Call Bob' })
const appointment = lifeOf(
  'appointment',
  { plural: 'appointments', kept: 'appointment', id: 'appointmentId' },
  moved('Second demo').updateFields,
)
const activity = lifeOf(
  'salesActivity',
  { plural: 'sales_activities', kept: 'activity', id: 'salesActivityId' },
  { title: 'Seen twice' },
)

const listed = (resource: string, plural: string, view: number): Operation => ({
  resource,
  operation: 'getAll',
  parameters: { ...all, view },
  calls: [['GET', `/${plural}/view/${view}?page=1`]],
})

const LISTED: Operation[] = [
  listed('contact', 'contacts', 70000005004),
  listed('account', 'sales_accounts', 70000005022),
  listed('deal', 'deals', 70000005041),
  ...(['open', 'due_today', 'due_tomorrow', 'overdue', 'completed'] as const).map((filter) => ({
    resource: 'task',
    operation: 'getAll',
    parameters: { ...all, filters: { filter } },
    calls: [['GET', `/tasks?filter=${filter}&page=1`]] as const,
  })),
  ...(['past', 'upcoming'] as const).map((filter) => ({
    resource: 'appointment',
    operation: 'getAll',
    parameters: { ...all, filters: { filter } },
    calls: [['GET', `/appointments?filter=${filter}&page=1`]] as const,
  })),
  {
    resource: 'salesActivity',
    operation: 'getAll',
    parameters: all,
    calls: [['GET', '/sales_activities?page=1']],
  },
  {
    resource: 'search',
    operation: 'query',
    parameters: { query: 'ann', entities: ['contact', 'deal'], returnAll: true },
    calls: [['GET', '/search?q=ann&include=contact%2Cdeal&per_page=100']],
  },
  {
    resource: 'search',
    operation: 'lookup',
    parameters: {
      searchField: 'email',
      fieldValue: 'ann@acme.example',
      'options.entities': ['contact'],
    },
    calls: [['GET', '/lookup?q=ann%40acme.example&f=email&entities=contact']],
  },
]

const noteLife = lifeOf(
  'note',
  { plural: 'notes', kept: 'note', id: 'noteId' },
  { description: 'Hello again' },
)

/** In an order in which each step finds what it needs. A note cannot be read by itself. */
export const OPERATIONS: readonly Operation[] = [
  ...CREATED,
  ...[account, contact, deal, task, appointment, activity].flatMap(({ read }) => read),
  ...noteLife.read.filter(({ operation }) => operation === 'update'),
  ...LISTED,
  ...[noteLife, activity, appointment, task, deal, contact, account].map(({ remove }) => remove),
]
