import type { Account, Call, CrmRecord } from '../../demo/freshsales/page/app/types.ts'

export function contact(fields: Partial<CrmRecord> = {}): CrmRecord {
  return {
    id: 7,
    display_name: 'Ann Lee',
    email: 'ann@acme.example',
    is_deleted: false,
    created_at: '2026-05-01T10:00:00Z',
    updated_at: '2026-05-01T10:00:00Z',
    stage: 'Lead',
    tags: [],
    custom_field: {},
    sales_accounts: [],
    timeline: [],
    ...fields,
  }
}

export function apiCall(fields: Partial<Call> = {}): Call {
  return {
    id: 1,
    at: '2026-05-01T10:00:00Z',
    method: 'POST',
    path: '/crm/sales/api/contacts/upsert',
    resource: '/contacts/upsert',
    status: 201,
    ms: 3,
    fault: null,
    body: { unique_identifier: { emails: 'ann@acme.example' } },
    answer: { contact: { id: 7 } },
    ...fields,
  }
}

export function account(fields: Partial<Account> = {}): Account {
  return {
    contacts: [],
    sales_accounts: [],
    deals: [],
    leads: [],
    calls: [],
    callCount: 0,
    quota: { limit: 1000, used: 0, refused: 0, resetsAt: 0 },
    labels: {},
    ...fields,
  }
}
