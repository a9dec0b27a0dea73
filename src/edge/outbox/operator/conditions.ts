import type { Config } from '../../config.ts'
import type { Budget } from '../engine/budget.ts'
import { NEVER } from '../engine/pick.ts'
import { readState } from '../store/state.ts'
import { oldestWaiting } from './status.ts'

/** Something the operator wants to be told of, without having to look. */
export interface Condition {
  name: 'leads_wait' | 'key_refused' | 'dead_letters_grow'
  isMet: boolean
  /** When it may change although nothing happens. */
  changesAt: number
  /** What is said when it begins and when it is over; never personal data. */
  begun: string
  over: string
}

/** Without a new dead letter for this long they no longer grow. */
const CALM_MS = 3_600_000

/** Counted no further: the operator is told that there are many. */
const MANY = 1_000

const MINUTE_MS = 60_000

export function readConditions(sql: SqlStorage, config: Config, now: number): Condition[] {
  return [leadsWait(sql, config.alertAfterMinutes, now), keyRefused(sql), deadLettersGrow(sql, now)]
}

function leadsWait(sql: SqlStorage, minutes: number, now: number): Condition {
  const since = oldestWaiting(sql)
  const limit = since === null ? NEVER : since + minutes * MINUTE_MS
  return {
    name: 'leads_wait',
    isMet: limit < now,
    changesAt: limit < now ? NEVER : limit + 1,
    begun: `A lead has been waiting for Freshsales for more than ${minutes} minutes.`,
    over: 'Leads no longer wait.',
  }
}

function keyRefused(sql: SqlStorage): Condition {
  return {
    name: 'key_refused',
    isMet: readState<Budget>(sql, 'budget', { spent: {} }).pausedFor === 'account',
    changesAt: NEVER,
    begun:
      'Freshsales does not accept the API key. Nothing is lost, but nothing is sent until FRESHSALES_API_KEY is right.',
    over: 'Freshsales accepts the API key again.',
  }
}

function deadLettersGrow(sql: SqlStorage, now: number): Condition {
  const times = sql
    .exec<{ at: number }>(`SELECT at FROM dead_letter ORDER BY id DESC LIMIT ${MANY}`)
    .toArray()
  const recent = times.filter(({ at }) => at > now - CALM_MS).length
  const [newest] = times
  const count = recent === MANY ? `${MANY} or more` : String(recent)
  return {
    name: 'dead_letters_grow',
    isMet: recent > 0,
    changesAt: recent > 0 && newest ? newest.at + CALM_MS : NEVER,
    begun: `Dead letters grow: ${count} in the last hour. The console shows why, and sends them again once that is mended.`,
    over: 'There were no new dead letters for an hour.',
  }
}
