import { originOf, touchesOf } from './origin.ts'
import type { Account, CrmRecord, Fact, Kind } from './types.ts'
import { counted, labelOf, money, textOf } from './words.ts'

/** What makes contacts, accounts, deals and leads look different from each other. */
export interface Look {
  kind: Kind
  /** The word in the address: `#/contacts`. */
  name: string
  title: string
  /** What the columns of a wide list are called. */
  columns: string[]
  /** What an empty list says. */
  empty: string
  /** A person has a round picture. */
  isPerson: boolean
  /** Under the name, in the list and in the detail. */
  line(record: CrmRecord, account: Account): string
  /** Beside the name in the list. */
  extra(record: CrmRecord): string
  stage(record: CrmRecord): unknown
  origin(record: CrmRecord): string
  sections(record: CrmRecord): { [heading: string]: Fact[] }
  /** Contacts that belong to it. */
  people(record: CrmRecord, account: Account): CrmRecord[]
}

const joined = (...parts: unknown[]) => parts.map(textOf).filter(Boolean).join(' · ')

const facts = (record: CrmRecord, names: string): Fact[] =>
  names.split(' ').map((name) => [labelOf(name), record[name]])

const labelled = (inside: { [name: string]: unknown } | null | undefined): Fact[] =>
  Object.entries(inside ?? {}).map(([name, value]) => [labelOf(name), value])

const firstAccount = ({ sales_accounts: [first] = [] }: CrmRecord) => first?.name

export const LOOKS: readonly Look[] = [
  {
    kind: 'contacts',
    name: 'contacts',
    title: 'Contacts',
    columns: ['Name', 'Account', 'Stage', 'Source and campaign', 'Last activity'],
    empty: 'No contacts yet. Fill in a form on the website, or start with some made-up people.',
    isPerson: true,
    line: (record) =>
      joined(
        [record['job_title'], firstAccount(record)].filter(Boolean).join(' at '),
        record.email,
      ),
    extra: (record) => textOf(firstAccount(record)),
    stage: ({ stage }) => stage,
    origin: originOf,
    sections: (record) => ({
      Addresses:
        (record.emails?.length ?? 0) > 1
          ? [['Emails', record.emails?.map(({ value }) => value)]]
          : [],
      Contact: facts(
        record,
        'mobile_number work_number work_email external_id address city state zipcode country time_zone facebook twitter linkedin',
      ),
      'Where from': touchesOf(record),
      'In the CRM': facts(record, 'owner territory status last_contacted created_at updated_at'),
    }),
    people: () => [],
  },
  {
    kind: 'sales_accounts',
    name: 'accounts',
    title: 'Accounts',
    columns: ['Name', 'Place', 'Industry', 'Owner', 'Last activity'],
    empty: 'No accounts yet. A company in a form, or a group call, makes one.',
    isPerson: false,
    line: (record, account) =>
      joined(record['website'], counted(peopleOf(record, account).length, 'contact')),
    extra: (record) => [record['city'], record['country']].filter(Boolean).join(', '),
    stage: (record) => record['industry'] ?? record['business'],
    origin: (record) => textOf(record['source'] ?? record['owner']),
    sections: (record) => ({
      Company: facts(
        record,
        'website phone number_of_employees annual_revenue industry business territory owner',
      ),
      Address: facts(record, 'address city state zipcode country'),
      'In the CRM': facts(
        record,
        'open_deals_amount won_deals_amount last_contacted created_at updated_at',
      ),
    }),
    people: peopleOf,
  },
  {
    kind: 'deals',
    name: 'deals',
    title: 'Deals',
    columns: ['Name', 'Probability', 'Stage', 'Source', 'Last activity'],
    empty: 'No deals yet. A deal in an identify call, or an event set to make one, makes one.',
    isPerson: false,
    line: (record) =>
      joined(
        money(record['amount']),
        record['expected_close'] ? `closes ${record['expected_close']}` : '',
      ),
    extra: (record) => `${record['probability']} % likely`,
    stage: (record) => record['deal_stage'],
    origin: (record) => textOf(record['source'] ?? record['owner']),
    sections: (record) => ({
      Deal: facts(
        record,
        'probability expected_close closed_date source campaign territory owner created_at updated_at',
      ),
    }),
    people: (record, { contacts }) => contacts.filter(({ id }) => record.contacts?.includes(id)),
  },
  {
    kind: 'leads',
    name: 'leads',
    title: 'Leads',
    columns: ['Name', 'Company', 'Stage', 'Source', 'Last activity'],
    empty: 'No leads. Only classic accounts have them; on the modern suite everyone is a contact.',
    isPerson: true,
    line: (record) => textOf(record.email),
    extra: (record) => textOf(record.company?.['name']),
    stage: (record) => record['lead_stage'],
    origin: originOf,
    sections: (record) => ({
      Lead: facts(
        record,
        'job_title department mobile_number work_number city country source campaign medium keyword owner',
      ),
      Company: labelled(record.company),
      Deal: labelled(record.deal),
    }),
    people: () => [],
  },
]

function peopleOf(record: CrmRecord, { contacts }: Account): CrmRecord[] {
  return contacts.filter((contact) => contact.sales_accounts?.some(({ id }) => id === record.id))
}
