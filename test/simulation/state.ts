// Pure: the records of a CRM in words that do not depend on ids.
import type { JsonObject } from '../../src/protocol/event.ts'
import { type CrmRecords, RENAMED, textOf, VISIT_TYPE } from './crm.ts'

export interface CrmState {
  contacts: { [email: string]: ContactState }
}

export interface ContactState {
  fields: JsonObject
  tags: string[]
  companies: string[]
  deals: string[]
  activities: string[]
  tasks: string[]
  /** Page views and events that the entries in the timeline tell of. */
  told: number
}

/** People by their address, contacts and leads alike. */
export function stateOf(records: CrmRecords): CrmState {
  const people = [...records.leads, ...records.contacts]
  return {
    contacts: Object.fromEntries(people.map((each) => [each.email, describe(each, records)])),
  }
}

function describe(
  { id, email, others: _, tags, sales_accounts: links, ...fields }: CrmRecords['contacts'][number],
  records: CrmRecords,
): ContactState {
  const of = (kind: 'deals' | 'notes' | 'sales_activities' | 'tasks') =>
    records[kind].filter((each) => each['targetable_id'] === id)
  const isVisit = (row: JsonObject) => row['sales_activity_type_id'] === VISIT_TYPE.id
  const entries = [...of('notes'), ...of('sales_activities').filter(isVisit)]
  const story = entries.flatMap((row) =>
    `${textOf(row, 'description')}\n${textOf(row, 'notes')}`.split('\n'),
  )
  const companies = (links as { id: number }[]).map((link) => {
    const company = records.sales_accounts.find((each) => each.id === link.id)
    return company ? textOf(company, 'name').replace(RENAMED, '') : ''
  })
  const titles = (rows: JsonObject[]) => rows.map((row) => textOf(row, 'title')).sort()
  return {
    fields,
    tags: [...(tags as string[])].sort(),
    companies: companies.sort(),
    deals: of('deals')
      .map((deal) => `${deal['name']}: ${deal['amount']}`)
      .sort(),
    activities: titles(of('sales_activities').filter((row) => !isVisit(row))),
    tasks: titles(of('tasks')),
    told: story.reduce((sum, line) => sum + countOf(line), 0) + trackedBy(email, records),
  }
}

/** An entry has a line for each page (`• /pricing ×2`), for each of the first events, and for the rest. */
function countOf(line: string): number {
  if (line.startsWith('•')) return Number(/ ×(\d+)$/.exec(line)?.[1] ?? 1)
  if (line.startsWith('→')) return 1
  return Number(/^… and (\d+) more$/.exec(line)?.[1] ?? 0)
}

/** The tracking API knows a person by their id or their address, whichever is known. */
function trackedBy(email: string, { tracked, contacts }: CrmRecords): number {
  const contact = contacts.find((each) => each.email === email)
  const names = [email, contact?.['external_id']]
  return tracked.filter((row) => names.includes(row['identifier']) && !row['visitor']).length
}
