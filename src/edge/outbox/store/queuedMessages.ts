import { HOUR_MS } from '../../../protocol/time.ts'
import type { Message } from '../messages/message.ts'
import { parseKept } from './rowFormat.ts'

/** A message on its way to one channel. */
export interface QueuedMessage {
  id: number
  message: Message
  attempts: number
}

/** Who does not listen for long gets the newest of what happened. */
const MOST_WAITING = 100

/** What is older is no news. */
const KEPT_MS = 3 * 24 * HOUR_MS

/** A lead is hot for an hour. */
const HOT_MS = HOUR_MS

export function queueMessage(
  sql: SqlStorage,
  { channel, message, now }: { channel: string; message: Message; now: number },
): void {
  sql.exec(
    'INSERT INTO message (at, channel, record, attempts) VALUES (?, ?, ?, 0)',
    now,
    channel,
    JSON.stringify(message),
  )
  sql.exec(
    `DELETE FROM message WHERE channel = ? AND id NOT IN
       (SELECT id FROM message WHERE channel = ? ORDER BY id DESC LIMIT ${MOST_WAITING})`,
    channel,
    channel,
  )
}

/** The next one; what failed before lets the others go first, so that none of them bars the way. */
export function nextMessage(sql: SqlStorage, channel: string): QueuedMessage | undefined {
  const [row] = sql
    .exec<{ id: number; record: string; attempts: number }>(
      'SELECT id, record, attempts FROM message WHERE channel = ? ORDER BY attempts, id LIMIT 1',
      channel,
    )
    .toArray()
  const message = row && parseKept<Message>(row.record)
  if (row && !message) dropMessage(sql, row.id)
  return row && message && { id: row.id, message, attempts: row.attempts }
}

/** From here on it may have arrived. */
export function markTried(sql: SqlStorage, id: number, now: number): void {
  sql.exec('UPDATE message SET tried_at = ? WHERE id = ?', now, id)
}

/** It is tried again; unless it told of something that is over by now, of which there is nothing to tell. */
export function markFailed(
  sql: SqlStorage,
  channel: string,
  { id, message: { condition, state } }: QueuedMessage,
): void {
  sql.exec('UPDATE message SET tried_at = NULL, attempts = attempts + 1 WHERE id = ?', id)
  if (condition === undefined || state !== 'begun') return
  const [over] = sql
    .exec<{ id: number }>(
      `SELECT id FROM message WHERE channel = ? AND id > ?
         AND record ->> '$.condition' = ? AND record ->> '$.state' = 'over'`,
      channel,
      id,
      condition,
    )
    .toArray()
  if (!over) return
  dropMessage(sql, id)
  dropMessage(sql, over.id)
}

export const dropMessage = (sql: SqlStorage, id: number): void => {
  sql.exec('DELETE FROM message WHERE id = ?', id)
}

/** How many wait for a channel. */
export function countMessages(sql: SqlStorage, channel: string): number {
  const query = 'SELECT COUNT(*) AS count FROM message WHERE channel = ?'
  return sql.exec<{ count: number }>(query, channel).toArray()[0]?.count ?? 0
}

/** Drops what is too old to be news, and what waits for a channel that is no more. Answers how many. */
export function dropStale(
  sql: SqlStorage,
  { now, channels }: { now: number; channels: readonly string[] },
): number {
  const known = channels.map(() => '?').join(', ')
  return sql
    .exec(
      `DELETE FROM message WHERE at < ? OR channel NOT IN (${known})
         OR at < ? AND record ->> '$.state' = 'hot' RETURNING id`,
      now - KEPT_MS,
      ...channels,
      now - HOT_MS,
    )
    .toArray().length
}

/**
 * What the process before was sending when it ended. That may have arrived: an alert is sent again,
 * since it may have been about that very end; somebody who is called twice is not.
 */
export function settleDoubts(sql: SqlStorage): number {
  const dropped = sql
    .exec(
      "DELETE FROM message WHERE tried_at IS NOT NULL AND record ->> '$.state' = 'hot' RETURNING id",
    )
    .toArray().length
  sql.exec('UPDATE message SET tried_at = NULL WHERE tried_at IS NOT NULL')
  return dropped
}

/**
 * Takes back what begun and was not told, now that it is over. Answers whether there is nothing to
 * tell either.
 */
export function takeBack(sql: SqlStorage, channel: string, condition: string): boolean {
  return (
    sql
      .exec(
        `DELETE FROM message WHERE channel = ? AND tried_at IS NULL
           AND record ->> '$.condition' = ? AND record ->> '$.state' = 'begun' RETURNING id`,
        channel,
        condition,
      )
      .toArray().length > 0
  )
}
