import type { Operation } from './operation.ts'

const at = (hour: number) => `2026-01-06T${hour}:00:00Z`
const target = { targetableType: 'Contact', targetable_id: '$contact' }
const targetSent = { targetable_type: 'Contact', targetable_id: '$contact' }

/** The records that the other operations of n8n's node work with. */
export const CREATED: Operation[] = [
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
