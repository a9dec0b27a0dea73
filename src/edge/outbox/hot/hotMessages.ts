import { HOUR_MS, NEVER } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { logEvent, nameError } from '../journal/log.ts'
import type { Alerts, Telling } from '../operator/alerts.ts'
import { bodyOf, type Message } from '../operator/message.ts'
import type { Person } from '../parts/parts.ts'
import { readState, writeState } from '../store/state.ts'
import { shownSubject } from '../store/subjectRow.ts'

/** Somebody who is hot, to be told of. Who it is stands in their own row. */
export interface HotNote {
  id: string
  rule: string
  at: number
  source: string
  page: string
  subject: number
  /** Not before this time: the webhook did not take it. */
  notBefore?: number
}

interface Notes {
  waiting: HotNote[]
  /** On their way: of one whose process ended meanwhile nobody knows whether it arrived. */
  inDoubt: HotNote[]
}

/** More than an hour may bring; they go out at once. */
const MOST_WAITING = 60

/** A lead is hot for an hour. */
const STALE_MS = HOUR_MS

const RETRY_MS = 60_000

const readNotes = (sql: SqlStorage) =>
  readState<Notes>(sql, 'hotMessages', { waiting: [], inDoubt: [] })

const change = (sql: SqlStorage, changes: (notes: Notes) => Partial<Notes>) => {
  const notes = readNotes(sql)
  writeState(sql, 'hotMessages', { ...notes, ...changes(notes) })
}

/** Has somebody told of, in the caller's transaction. */
export function queueMessage(sql: SqlStorage, note: HotNote): void {
  change(sql, ({ waiting }) => ({ waiting: [...waiting, note].slice(-MOST_WAITING) }))
}

/**
 * Sends what waits, each message once: it is on disk as in doubt before it leaves, and one that is in doubt
 * after its process ended is not sent again. Only what the webhook refused is. Nobody waits for it.
 */
export function createHotMessages({ sql, post, now }: Telling): Alerts {
  /** Sent by this process. */
  const underWay = new Set<string>()

  function send(url: string, note: HotNote, config: Config): void {
    underWay.add(note.id)
    post(url, bodyOf(messageFor(sql, note, config)))
      .then(
        () => logEvent('hot_lead_told', {}),
        (error) => {
          logEvent('hot_lead_not_told', { error: nameError(error) })
          if (nameError(error) === 'WebhookRefused')
            change(sql, ({ waiting }) => ({
              waiting: [...waiting, { ...note, notBefore: now() + RETRY_MS }].slice(-MOST_WAITING),
            }))
        },
      )
      .finally(() => {
        underWay.delete(note.id)
        change(sql, ({ inDoubt }) => ({ inDoubt: inDoubt.filter(({ id }) => id !== note.id) }))
      })
  }

  return {
    check(config: Config): number {
      const { waiting, inDoubt } = readNotes(sql)
      if (waiting.length + inDoubt.length === 0) return NEVER
      const { alertWebhook } = config
      const fresh = waiting.filter(({ at }) => alertWebhook !== undefined && at > now() - STALE_MS)
      const due = fresh.filter(({ notBefore = 0 }) => notBefore <= now())
      const left = fresh.filter((note) => !due.includes(note))
      const mine = inDoubt.filter(({ id }) => underWay.has(id))
      if (mine.length < inDoubt.length)
        logEvent('hot_leads_in_doubt', { count: inDoubt.length - mine.length })
      writeState(sql, 'hotMessages', { waiting: left, inDoubt: [...mine, ...due] })
      for (const note of due) if (alertWebhook !== undefined) send(alertWebhook, note, config)
      const isMore = underWay.size + left.length > 0
      return isMore ? now() + RETRY_MS : NEVER
    },
  }
}

function messageFor(sql: SqlStorage, note: HotNote, config: Config): Message {
  const { rule, at, source, subject } = note
  const person = whoIs(sql, note)
  return {
    title: `Hot lead: ${rule}`,
    lines: [
      `Somebody who is in Freshsales met this rule on ${source}.`,
      `Who it is: #/people/${subject} in the console.`,
    ],
    ...(person && { details: detailsOf(person, note, config) }),
    condition: 'hot_lead',
    state: 'hot',
    since: at,
  }
}

/** Numbers are given again: only somebody who met this rule then is meant. */
function whoIs(sql: SqlStorage, { subject, rule, at }: HotNote): Person | undefined {
  const [row] = sql
    .exec<{ state: string }>('SELECT state FROM subject WHERE id = ?', subject)
    .toArray()
  const found = row && shownSubject(row.state)
  return found?.kind === 'person' && found.hot?.told?.[rule] === at ? found : undefined
}

function detailsOf(person: Person, { page }: HotNote, { domain }: Config): string[] {
  const { fields, email, contactId, leadId } = person
  const name = [fields['first_name'], fields['last_name']]
    .map((each) => each?.value)
    .filter((part) => typeof part === 'string')
    .join(' ')
  const record = contactId === undefined ? `leads/${leadId}` : `contacts/${contactId}`
  return [
    [name, email].filter(Boolean).join(', ') || record,
    `${domain.api.replace(/\/api$/, '')}/${record}`,
    `Looked at ${page}.`,
  ]
}
