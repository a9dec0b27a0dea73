import { NEVER } from '../../../protocol/time.ts'
import { type AdmittedEvent, wordOf } from '../../collect/admission.ts'
import { appendRow } from '../store/inbox.ts'
import {
  decideProvisional,
  dropProvisional,
  findProvisional,
  heldSince,
  heldUntil,
  holdEvent,
  type ProvisionalKey,
  rememberVerdict,
} from '../store/provisional.ts'
import {
  decisionOf,
  HELD_MS,
  isInTime,
  isProvisional,
  MAX_NAMED,
  withoutMark,
} from './isProvisional.ts'

interface Request {
  source: string
  receivedAt: number
  events: readonly AdmittedEvent[]
}

/**
 * What of a request is to be folded now. A form that the browser itself submitted is held until the
 * next page has spoken, and what that page says is consumed here. In the caller's transaction.
 */
export function eventsToFold(sql: SqlStorage, request: Request): AdmittedEvent[] {
  let room = MAX_NAMED
  return request.events.flatMap((event) => {
    const decision = decisionOf(event)
    if (decision) {
      const messageIds = decision.messageIds.slice(0, room)
      room -= messageIds.length
      for (const messageId of messageIds)
        decide(sql, { ...keyOf(request, event), messageId }, { ...request, ...decision })
      return []
    }
    return isProvisional(event) ? hold(sql, request, event) : [event]
  })
}

/** The first word about an event stands. */
function decide(
  sql: SqlStorage,
  key: ProvisionalKey,
  { verdict, receivedAt }: Parameters<typeof rememberVerdict>[2],
): void {
  if (key.anonymousId === undefined) return
  const known = findProvisional(sql, key)
  if (!known) rememberVerdict(sql, key, { verdict, receivedAt })
  else if (known.events !== null && isInTime(receivedAt, known.receivedAt)) {
    decideProvisional(sql, known.id, verdict)
    if (verdict === 'confirmed') appendRow(sql, { ...known, events: known.events })
  }
}

/** Empty while it is held, and where it was withdrawn. */
function hold(sql: SqlStorage, request: Request, event: AdmittedEvent): AdmittedEvent[] {
  const key = keyOf(request, event)
  const known = findProvisional(sql, key)
  const counted = withoutMark(event)
  if (known) return known.verdict === 'confirmed' ? [counted] : []
  return holdEvent(sql, key, { event: counted, receivedAt: request.receivedAt }) ? [] : [counted]
}

const keyOf = ({ source }: Request, event: AdmittedEvent): ProvisionalKey => ({
  source,
  isServer: wordOf(event).provenance === 'server',
  anonymousId: event.anonymousId || undefined,
  messageId: event.messageId,
})

/** Events released in one turn. */
const AT_ONCE = 100

/**
 * Puts provisional events that nobody spoke of in time back among the requests that are to be folded.
 * What was received before is folded first: it may hold a word about them.
 */
export function releaseHeld(storage: DurableObjectStorage, now: number): void {
  const { sql } = storage
  const since = heldSince(sql)
  if (since === undefined) return
  const until = Math.min(now, oldestRequest(sql) ?? now) - HELD_MS
  const due = heldUntil(sql, { until, after: now + HELD_MS, limit: AT_ONCE })
  if (due.length === 0) return
  storage.transactionSync(() => {
    for (const { id, source, receivedAt, events } of due) {
      if (events !== null) appendRow(sql, { source, receivedAt, events })
      dropProvisional(sql, id)
    }
  })
}

/** When the next one is to be released. */
export function releaseAt(sql: SqlStorage): number {
  const since = heldSince(sql)
  return since === undefined ? NEVER : since + HELD_MS
}

function oldestRequest(sql: SqlStorage): number | undefined {
  const [row] = sql
    .exec<{ received_at: number }>('SELECT received_at FROM inbox ORDER BY id LIMIT 1')
    .toArray()
  return row?.received_at
}
