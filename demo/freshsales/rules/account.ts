import type { Crm } from '../crm.ts'
import { ACCOUNT_FIELDS } from '../facts/accountFields.ts'
import { ACCOUNT_RECORD_TYPE } from './contactAccounts.ts'
import { dealTotals } from './dealTotals.ts'
import { identifyBy } from './identify.ts'
import type { Draft, Kind } from './kind.ts'
import {
  includeChoice,
  includeOwner,
  presentCustom,
  presentFields,
  presentLinks,
  presentTimes,
} from './present.ts'
import { presentContacted } from './presentContacted.ts'
import { includeAttached } from './targets.ts'

export const ACCOUNT: Kind = {
  name: 'sales_account',
  wrapper: 'sales_account',
  plural: 'sales_accounts',
  fields: ACCOUNT_FIELDS,
  start: () => ({ tags: [] }),
  otherContentTypeStatus: 500,
  settle: ({ values }) => values,
  problems: (draft, crm) => [...nameProblems(draft, crm), ...parentProblems(draft, crm)],
  identify: (identifier, crm) => identifyBy('sales_account', ['name', 'id'], identifier, crm),
  present: (record, crm) => ({
    id: record.id,
    ...presentFields(ACCOUNT_FIELDS, record),
    ...dealTotals('sales_account', record, crm),
    ...presentContacted(record, crm),
    web_form_ids: null,
    record_type_id: ACCOUNT_RECORD_TYPE,
    avatar: null,
    links: presentLinks('sales_accounts', record.id),
    custom_field: presentCustom('sales_account', record, crm),
    is_deleted: record.deletedAt !== null,
    ...presentTimes(record, crm),
  }),
  includes: {
    owner: includeOwner,
    territory: includeChoice('territory_id', 'territories', 'territories'),
    industry_type: includeChoice('industry_type_id', 'industry_types', 'industry_types'),
    business_type: includeChoice('business_type_id', 'business_types', 'business_types'),
    contacts: ({ id }, crm) => ({
      beside: {
        contacts: crm.store.records
          .find('contact', ['sales_account', String(id)])
          .map((contact) => ({ id: contact.id, partial: true })),
      },
    }),
    notes: includeAttached('note', 'notes'),
  },
}

/** Names are compared without regard to case and outer blanks. */
function nameProblems({ record, values }: Draft, crm: Crm): string[] {
  const name = values['name']
  if (typeof name !== 'string' || name.trim() === '') return ["Name can't be empty"]
  const others = crm.store.records.find('sales_account', ['name', name.trim().toLowerCase()])
  return others.some(({ id }) => id !== record?.id) ? ['Name has already been taken'] : []
}

function parentProblems({ sent, values }: Draft, crm: Crm): string[] {
  const parent = values['parent_sales_account_id']
  if (!('parent_sales_account_id' in sent) || typeof parent !== 'number') return []
  return crm.store.records.get('sales_account', parent) ? [] : ["Parent account doesn't exist"]
}
