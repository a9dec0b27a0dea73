import type { Config } from '../../settings/config.ts'
import type { Message } from '../messages/message.ts'
import type { Person } from '../parts/parts.ts'
import { readState, writeState } from '../store/state.ts'

/** What is said of somebody who met a rule of `HOT`. Who it is stands in the details alone. */
export function hotMessage(
  sql: SqlStorage,
  { rule, at, source, page, subject, person }: HotLead,
  { api }: Config['domain'],
): Message {
  const consoleAt = readState<string | null>(sql, 'consoleAt', null)
  const row = `#/people/${subject}`
  return {
    title: `Hot lead: ${rule}`,
    lines: [
      `Somebody who is in Freshsales met this rule on ${source}.`,
      `Who it is: ${consoleAt === null ? `${row} in the console` : consoleAt + row}`,
    ],
    details: detailsOf(person, { page, crm: api.replace(/\/api$/, '') }),
    condition: 'hot_lead',
    state: 'hot',
    since: at,
  }
}

interface HotLead {
  rule: string
  /** Epoch milliseconds. */
  at: number
  source: string
  page: string
  /** Their number in the console. */
  subject: number
  person: Person
}

/** Remembers at which address the console was opened. */
export function noteConsole(sql: SqlStorage, address: string): void {
  if (readState<string | null>(sql, 'consoleAt', null) !== address)
    writeState(sql, 'consoleAt', address)
}

/** Somebody's contact or lead in Freshsales, as its address ends. */
export const recordOf = ({ contactId, leadId }: Person) =>
  contactId === undefined ? `leads/${leadId}` : `contacts/${contactId}`

function detailsOf(person: Person, { page, crm }: { page: string; crm: string }): string[] {
  const { fields, email } = person
  const name = [fields['first_name'], fields['last_name']]
    .map((each) => each?.value)
    .filter((part) => typeof part === 'string')
    .join(' ')
  const record = recordOf(person)
  return [
    [name, email].filter(Boolean).join(', ') || record,
    `${crm}/${record}`,
    `Looked at ${page}.`,
  ]
}
