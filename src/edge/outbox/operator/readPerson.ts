import type { JsonObject } from '../../../protocol/event.ts'
import { logKey, pseudonymOf } from '../journal/log.ts'
import { isDealWaiting } from '../parts/dealsState.ts'
import type { Person, Subject } from '../parts/parts.ts'
import { shownSubject } from '../store/subjectRow.ts'
import { readDeadLettersOf } from './deadLetters.ts'
import { readDeliveriesOf, readLastMessages } from './deliveries.ts'
import { viewSubject } from './viewSubject.ts'
import type { PersonView } from './views.ts'

/** Everything the edge knows of one person. */
export async function readPerson(sql: SqlStorage, id: number): Promise<PersonView | null> {
  const subject = readSubject(sql, id)
  if (subject?.kind !== 'person') return null
  const view = viewSubject(id, subject, readLastMessages(sql).get(id))
  return {
    ...view,
    ...detailsOf(subject),
    deliveries: readDeliveriesOf(sql, id),
    deadLetters: readDeadLettersOf(sql, id),
    record: asJson(subject),
    companies: Object.keys(subject.accounts).flatMap((name) => companyNamed(sql, name)),
    pseudonym: await pseudonymOf(logKey(sql), view.who),
  }
}

function detailsOf({ keys, consent, fields, custom, accounts, tags, deals, visits }: Person) {
  return {
    keys,
    ...(consent && { consent }),
    fields: Object.entries({ ...custom, ...fields })
      .map(([name, { value, at, delivered }]) => ({ name, value, at, isDelivered: !!delivered }))
      .sort((a, b) => a.name.localeCompare(b.name)),
    accounts: Object.entries(accounts).map(([name, isLinked]) => ({ name, isLinked })),
    tags: Object.keys(tags),
    deals: Object.entries(deals).map(([name, deal]) => ({
      name,
      isWaiting: isDealWaiting(deal),
      ...(deal.id !== undefined && { id: deal.id }),
    })),
    visits: visits.map(({ startedAt, lastSeenAt, pages, events, entry }) => ({
      startedAt,
      lastSeenAt,
      pages: pages.reduce((views, page) => views + page.views, 0),
      events: events.length,
      ...(entry && { noteId: entry.id }),
    })),
  }
}

/** Plain data: a record without a prototype does not cross to the Worker. */
const asJson = (subject: Subject) => JSON.parse(JSON.stringify(subject)) as JsonObject

function companyNamed(sql: SqlStorage, name: string): JsonObject[] {
  const key = `g:${name.trim().toLowerCase()}`
  const [row] = sql
    .exec<{ subject: number }>('SELECT subject FROM identity WHERE key = ?', key)
    .toArray()
  const company = row && readSubject(sql, row.subject)
  return company ? [asJson(company)] : []
}

export function readSubject(sql: SqlStorage, id: number): Subject | undefined {
  const [row] = sql.exec<{ state: string }>('SELECT state FROM subject WHERE id = ?', id).toArray()
  return row && shownSubject(row.state)
}
