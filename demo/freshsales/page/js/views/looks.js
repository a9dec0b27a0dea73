/** @import { Account, CrmRecord } from '../types.js' */
import { labelled, plainFacts } from '../parts.js'
import { counted, money, textOf } from '../words.js'
import { recordsView } from './records.js'

/** @param {...unknown} parts */
const line = (...parts) => parts.map(textOf).filter(Boolean).join(' · ')

/** @param {CrmRecord} record @param {Account} account */
const peopleOf = (record, { contacts }) =>
  contacts.filter((contact) => contact.sales_accounts?.some(({ id }) => id === record.id))

export const accountsView = recordsView({
  kind: 'sales_accounts',
  name: 'accounts',
  title: 'Accounts',
  columns: ['Name', 'Place', 'Industry', 'Owner', 'Last activity'],
  empty: 'No accounts yet. A company in a form, or a group call, makes one.',
  line: (record, account) =>
    line(record['website'], counted(peopleOf(record, account).length, 'contact')),
  stage: (record) => record['industry'] ?? record['business'],
  extra: (record) => [record['city'], record['country']].filter(Boolean).join(', '),
  sections: (record) => ({
    Company: plainFacts(record, [
      'website',
      'phone',
      'number_of_employees',
      'annual_revenue',
      'industry',
      'business',
      'territory',
      'owner',
    ]),
    Address: plainFacts(record, ['address', 'city', 'state', 'zipcode', 'country']),
    'In the CRM': plainFacts(record, [
      'open_deals_amount',
      'won_deals_amount',
      'last_contacted',
      'created_at',
      'updated_at',
    ]),
  }),
  people: peopleOf,
})

export const dealsView = recordsView({
  kind: 'deals',
  name: 'deals',
  title: 'Deals',
  columns: ['Name', 'Probability', 'Stage', 'Source', 'Last activity'],
  empty: 'No deals yet. A deal in an identify call, or an event set to make one, makes one.',
  line: (record) =>
    line(
      money(record['amount']),
      record['expected_close'] ? `closes ${record['expected_close']}` : '',
    ),
  stage: (record) => record['deal_stage'],
  extra: (record) => `${record['probability']} % likely`,
  sections: (record) => ({
    Deal: plainFacts(record, [
      'probability',
      'expected_close',
      'closed_date',
      'source',
      'campaign',
      'territory',
      'owner',
      'created_at',
      'updated_at',
    ]),
  }),
  people: (record, { contacts }) => contacts.filter(({ id }) => record.contacts?.includes(id)),
})

export const leadsView = recordsView({
  kind: 'leads',
  name: 'leads',
  title: 'Leads',
  columns: ['Name', 'Company', 'Stage', 'Source', 'Last activity'],
  empty: 'No leads. Only classic accounts have them; on the modern suite everyone is a contact.',
  line: (record) => textOf(record.email),
  stage: (record) => record['lead_stage'],
  extra: (record) => textOf(record.company?.['name']),
  sections: (record) => ({
    Lead: plainFacts(record, [
      'job_title',
      'department',
      'mobile_number',
      'work_number',
      'city',
      'country',
      'source',
      'campaign',
      'medium',
      'keyword',
      'owner',
    ]),
    Company: labelled(record.company),
    Deal: labelled(record.deal),
  }),
  people: () => [],
})
