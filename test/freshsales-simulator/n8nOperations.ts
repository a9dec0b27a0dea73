import type { Json, JsonObject } from '../../src/protocol/event.ts'

/** What the FreshworksCrm node of n8n-nodes-base 2.41.2 is told to do, and the calls it then makes. */
export interface Operation {
  resource: string
  operation: string
  /** What a person fills into the node; `$contact` is the id that the step kept under this name. */
  parameters: JsonObject
  calls: readonly (readonly [method: string, path: string, body?: Json])[]
  /** Keeps the id of the answer's record under this name. */
  keep?: string
}

const at = (hour: number) => `2026-01-06T${hour}:00:00Z`
const moved = (title: string) => ({ updateFields: { title } })
const all = { returnAll: true, limit: 0, filters: {} }
const target = { targetableType: 'Contact', targetable_id: '$contact' }
const targetSent = { targetable_type: 'Contact', targetable_id: '$contact' }

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

const CREATED: Operation[] = [
  {
    resource: 'account',
    operation: 'create',
    parameters: { name: 'Acme', additionalFields: { website: 'acme.example' } },
    calls: [['POST', '/sales_accounts', { name: 'Acme', website: 'acme.example' }]],
    keep: 'account',
  },
  {
    resource: 'contact',
    operation: 'create',
    parameters: {
      firstName: 'Ann',
      lastName: 'Lee',
      emails: 'ann@acme.example',
      additionalFields: { sales_accounts: ['$account'] },
    },
    calls: [
      [
        'POST',
        '/contacts',
        {
          first_name: 'Ann',
          last_name: 'Lee',
          emails: 'ann@acme.example',
          sales_accounts: [{ id: '$account', is_primary: true }],
        },
      ],
    ],
    keep: 'contact',
  },
  {
    resource: 'deal',
    operation: 'create',
    parameters: { name: 'Pro', amount: 10, additionalFields: { sales_account_id: '$account' } },
    calls: [['POST', '/deals', { name: 'Pro', amount: 10, sales_account_id: '$account' }]],
    keep: 'deal',
  },
  {
    resource: 'note',
    operation: 'create',
    parameters: { description: 'Hello', ...target },
    calls: [['POST', '/notes', { description: 'Hello', ...targetSent }]],
    keep: 'note',
  },
  {
    resource: 'task',
    operation: 'create',
    parameters: {
      title: 'Call Ann',
      ownerId: 70000000601,
      dueDate: at(10),
      ...target,
      additionalFields: {},
    },
    calls: [
      [
        'POST',
        '/tasks',
        { title: 'Call Ann', owner_id: 70000000601, due_date: at(10), ...targetSent },
      ],
    ],
    keep: 'task',
  },
  {
    resource: 'appointment',
    operation: 'create',
    parameters: { title: 'Demo', fromDate: at(10), endDate: at(11), additionalFields: {} },
    calls: [['POST', '/appointments', { title: 'Demo', from_date: at(10), end_date: at(11) }]],
    keep: 'appointment',
  },
  {
    resource: 'salesActivity',
    operation: 'create',
    parameters: {
      sales_activity_type_id: 70000000709,
      title: 'Pricing viewed',
      ownerId: 70000000601,
      from_date: at(10),
      end_date: at(11),
      ...target,
      additionalFields: {},
    },
    calls: [
      [
        'POST',
        '/sales_activities',
        {
          sales_activity: {
            sales_activity_type_id: 70000000709,
            title: 'Pricing viewed',
            owner_id: 70000000601,
            start_date: at(10),
            end_date: at(11),
            ...targetSent,
          },
        },
      ],
    ],
    keep: 'activity',
  },
]

const LISTED: Operation[] = [
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
