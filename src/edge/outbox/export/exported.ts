import type { Json } from '../../../protocol/event.ts'
import { type DeliveryRow, readDelivery } from '../journal/journal.ts'
import { viewSubject } from '../operator/viewSubject.ts'
import type { Person } from '../parts/parts.ts'
import { shownSubject } from '../store/subjectRow.ts'
import { OWN_FIELDS } from './columns.ts'

/** What is told of one, by column; what is absent is empty. */
export interface Exported {
  [column: string]: Json | undefined
}

/** Nothing for a company. */
export function exportedPerson({ id, state }: { id: number; state: string }): Exported | undefined {
  const subject = shownSubject(state)
  if (!subject) return { id, state: 'cannot be read' }
  return subject.kind === 'person' ? describe(id, subject) : undefined
}

function describe(id: number, person: Person): Exported {
  const { consent, contactId, leadId } = person
  const { waiting, flags, lastSeenAt } = viewSubject(id, person)
  const values = Object.entries({ ...person.custom, ...person.fields }).map(
    ([name, { value }]): [string, Json] => [name, value],
  )
  const isOwn = ([name]: [string, Json]) => OWN_FIELDS.includes(name)
  return {
    id,
    email: person.email,
    user_id: person.userId,
    ...Object.fromEntries(values.filter(isOwn)),
    companies: Object.keys(person.accounts),
    tags: Object.keys(person.tags),
    source: person.source,
    state: stateOf(person),
    waiting: waiting.map(({ what }) => what),
    flags,
    contact_id: contactId,
    lead_id: leadId,
    consent_analytics: consent?.analytics,
    consent_marketing: consent?.marketing,
    consent_at: consent && moment(consent.at),
    visits: person.visitCount ?? 0,
    last_seen_at: moment(lastSeenAt),
    keys: person.keys,
    fields: Object.fromEntries(values.filter((value) => !isOwn(value))),
  }
}

function stateOf({ held, refused, contactId, leadId }: Person): string {
  if (held) return 'held'
  if (refused) return 'refused'
  return (contactId ?? leadId) === undefined ? 'not in Freshsales' : 'in Freshsales'
}

export function exportedDelivery(row: DeliveryRow): Exported {
  const { at, who, outcome, purpose, call, status, took, problems, messages, answer } =
    readDelivery(row)
  return {
    id: row.id,
    at: moment(at),
    who: who ?? null,
    outcome,
    purpose,
    method: call?.method,
    path: call?.path,
    status,
    took_ms: took,
    problems: problems.map(({ field, reason }) => `${field}: ${reason}`),
    messages: messages ?? [],
    sent: call?.body as Json | undefined,
    answer,
  }
}

const moment = (at: number) => new Date(at).toISOString()
