import type { Config } from '../../settings/config.ts'
import type { Message } from '../messages/message.ts'
import type { Person } from '../parts/parts.ts'

/** What is said of somebody who met a rule of `HOT`. Who it is stands in the details alone. */
export function hotMessage(
  { rule, at, source, page, subject }: HotLead,
  person: Person,
  { api }: Config['domain'],
): Message {
  return {
    title: `Hot lead: ${rule}`,
    lines: [
      `Somebody who is in Freshsales met this rule on ${source}.`,
      `Who it is: #/people/${subject} in the console.`,
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
}

function detailsOf(
  { fields, email, contactId, leadId }: Person,
  { page, crm }: { page: string; crm: string },
): string[] {
  const name = [fields['first_name'], fields['last_name']]
    .map((each) => each?.value)
    .filter((part) => typeof part === 'string')
    .join(' ')
  const record = contactId === undefined ? `leads/${leadId}` : `contacts/${contactId}`
  return [
    [name, email].filter(Boolean).join(', ') || record,
    `${crm}/${record}`,
    `Looked at ${page}.`,
  ]
}
