import { DAY_MS } from '../../../protocol/time.ts'
import type { OutboxStatus } from '../../outboxDoor.ts'
import type { Config } from '../../settings/config.ts'
import { readChannelState } from '../messages/channelState.ts'
import { tellWebhooksRefused } from '../webhooks.ts'
import { oldestWaiting } from './backlog.ts'
import { readConditions } from './conditions.ts'

/** Whether leads flow, for `/health` and for whoever is on call. */
export function readStatus(
  sql: SqlStorage,
  {
    config,
    failures,
    hints,
    refused,
    now,
  }: {
    config: Config
    failures: readonly string[]
    /** What else could be better. */
    hints: readonly string[]
    /** Where it was counted already, see `leadsRefused`. */
    refused?: number
    now: number
  },
): OutboxStatus {
  const oldest = oldestWaiting(sql)
  const oldestWaitingSeconds = oldest === null ? 0 : Math.max(0, Math.round((now - oldest) / 1000))
  const met = readConditions(sql, config, now, refused).filter(({ isMet }) => isMet)
  const degraded = [...failures, ...met.flatMap((each) => each.degraded ?? [])]
  const advice = [
    ...met.flatMap((each) => each.advice ?? []),
    ...hints,
    ...adviceOn(sql, config, now),
  ]
  return {
    ok: degraded.length === 0,
    degraded,
    ...(advice.length > 0 && { advice }),
    oldestWaitingSeconds,
  }
}

/** How long somebody whose history never came is told of. */
const TOLD_MS = 7 * DAY_MS

/** The newest rows that are looked through: a sign of how the site works, not a count of its people. */
const LOOKED_AT = 200

/** What the operator could do better although all is well, for `/health` and the console; without personal data. */
export function adviceOn(sql: SqlStorage, config: Config, now: number): string[] {
  return [
    ...messagesFail(sql, config),
    ...historiesMissed(sql, config, now),
    ...tellWebhooksRefused(sql, now),
  ]
}

/** Nobody else can tell that nobody is told. */
function messagesFail(sql: SqlStorage, { alertWebhook, alertEmail }: Config): string[] {
  const ways = { webhook: alertWebhook && 'ALERT_WEBHOOK', email: alertEmail && 'ALERT_EMAIL' }
  return (['webhook', 'email'] as const).flatMap((channel) => {
    const { failing } = readChannelState(sql, channel)
    const setting = ways[channel]
    if (!failing || !setting) return []
    const since = new Date(failing.since).toISOString().replace(/T(.*?):\d\d\..*/, ' $1 UTC')
    return [
      `Messages to ${setting} have not arrived since ${since}: ${failing.answered}. “Send a test message” in the console shows whether they do again.`,
    ]
  })
}

function historiesMissed(sql: SqlStorage, { timeline }: Config, now: number): string[] {
  // Without a timeline nobody counts page views.
  const isTold = timeline === 'note' || timeline === 'activity'
  const people = isTold ? countMissed(sql, now) : 0
  if (people === 0) return []
  const who = people === 1 ? 'somebody' : `${people} people`
  return [
    `A server introduced ${who} by an anonymousId whose page views never came: they are still on the visitor's device. Where a server introduces people, give the script tag data-anonymous="batch".`,
  ]
}

/** Whose browser a server has named before any page told of it, and no page view has come since. */
function countMissed(sql: SqlStorage, now: number): number {
  const [row] = sql
    .exec<{ count: number }>(
      `SELECT COUNT(*) AS count
       FROM (SELECT state FROM subject ORDER BY id DESC LIMIT ${LOOKED_AT})
       WHERE json_valid(state) AND state ->> '$.kind' = 'person'
         AND state ->> '$.lastSeenAt' > ? AND state ->> '$.visitCount' IS NULL
         AND (state ->> '$.email' IS NOT NULL OR state ->> '$.userId' IS NOT NULL)
         AND EXISTS (SELECT 1 FROM json_each(state, '$.ranks')
                     WHERE key LIKE 'a:%' AND value = 'server')`,
      now - TOLD_MS,
    )
    .toArray()
  return row?.count ?? 0
}
