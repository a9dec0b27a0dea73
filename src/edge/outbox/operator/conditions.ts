import { MINUTE_MS, NEVER } from '../../../protocol/time.ts'
import type { Config } from '../../settings/config.ts'
import { readBarredKinds, tellMissingRights, tellWrongAddress } from '../engine/barredKinds.ts'
import type { Budget } from '../engine/budget.ts'
import { brokenInvariants } from '../engine/invariants.ts'
import { pausedSince } from '../engine/pause.ts'
import { hotBoundedUntil, MOST_AN_HOUR, MOST_OF_PAGES } from '../hot/mayTellMore.ts'
import { createFlowReader } from '../journal/countOutcome.ts'
import { isOverHighWater } from '../store/highWater.ts'
import { readState } from '../store/state.ts'
import { oldestWaiting } from './backlog.ts'
import type { Condition } from './condition.ts'
import { CALM_MS, leadsRefused, readLetterTrouble, tellLeadsRefused } from './deadLetters.ts'
import { formConditions } from './formConditions.ts'

export function readConditions(
  sql: SqlStorage,
  config: Config,
  now: number,
  refused = leadsRefused(sql, now),
): Condition[] {
  return [
    leadsWait(sql, config.alertAfterMinutes, now),
    ...ofTheAccount(sql, now),
    ...ofTheOutbox(sql),
    strangersShed(sql, now),
    ...ofDeadLetters(sql, { refused, now }),
    invariantBroken(sql, now),
    ...formConditions(sql, now),
    hotBounded(sql, now),
  ]
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
    degraded: `A lead has been waiting for ${Math.round((now - (since ?? now)) / MINUTE_MS)} minutes.`,
  }
}

function ofTheAccount(sql: SqlStorage, now: number): Condition[] {
  const { pausedFor } = readState<Budget>(sql, 'budget', { spent: {} })
  const kinds = readBarredKinds(sql, now)
  const right = tellMissingRights(kinds)
  const address = tellWrongAddress(kinds)
  return [
    condition('key_refused', pausedFor === 'account', {
      begun:
        'Freshsales does not accept the API key. Nothing is lost, but nothing is sent until FRESHSALES_API_KEY is right.',
      over: 'Freshsales accepts the API key again.',
      degraded: 'Freshsales does not accept the API key: check FRESHSALES_API_KEY.',
    }),
    condition('right_missing', right !== undefined, {
      begun: right ?? '',
      over: 'Freshsales lets this user do everything that is asked of it again.',
      degraded: right ?? '',
    }),
    condition('wrong_address', address !== undefined, {
      begun: address ?? '',
      over: 'Freshsales is found at its address again.',
      degraded: address ?? '',
    }),
    quiet('outage', pausedFor === 'outage', 'Freshsales does not answer.'),
  ]
}

function hotBounded(sql: SqlStorage, now: number): Condition {
  const until = hotBoundedUntil(sql, now)
  return {
    name: 'hot_bounded',
    isMet: until !== undefined,
    changesAt: until ?? NEVER,
    begun: `${MOST_AN_HOUR} hot leads within an hour, or ${MOST_OF_PAGES} by the pages of one source: for the rest of it nobody is told of more of them. Rules of HOT may be too wide, or somebody has a page look at itself.`,
    over: 'Hot leads are told of again.',
  }
}

function invariantBroken(sql: SqlStorage, now: number): Condition {
  const broken = Object.entries(brokenInvariants(sql))
  const last = Math.max(0, ...broken.map(([, { at }]) => at))
  const isMet = last > now - CALM_MS
  const recent = broken.filter(([, { at }]) => at > now - CALM_MS).map(([name]) => name)
  return {
    name: 'invariant_broken',
    isMet,
    changesAt: isMet ? last + CALM_MS : NEVER,
    begun: `Something that must always hold did not: ${recent.join(', ')}. What it was about is held back; docs/reliability.md says what each means.`,
    over: 'Everything that must always hold has held for an hour.',
  }
}

function ofTheOutbox(sql: SqlStorage): Condition[] {
  return [
    quiet('paused', pausedSince(sql) !== undefined, 'Delivery is paused in the console.'),
    condition('full', isOverHighWater(sql), {
      begun: FULL,
      over: 'The outbox has room again.',
      degraded: FULL,
    }),
  ]
}

const FULL =
  'The outbox is nearly full: what strangers do is turned away. Leads are taken as long as they can be written.'

/** The last hour in which some were, minute by minute. */
function strangersShed(sql: SqlStorage, now: number): Condition {
  const read = createFlowReader(sql)
  const minute = Math.floor(now / MINUTE_MS)
  const minutes = Array.from({ length: 60 }, (_, ago) => ({
    ago,
    shed: read('minutes', minute - ago).shed,
  }))
  const count = minutes.reduce((sum, { shed }) => sum + shed, 0)
  const last = minutes.find(({ shed }) => shed > 0)
  return {
    name: 'strangers_shed',
    isMet: count > 0,
    changesAt: last ? (minute - last.ago + 60) * MINUTE_MS : NEVER,
    begun: `What strangers do is turned away, so that leads have room: ${count} events in the last hour. No lead is lost; docs/scale.md says which limit it is.`,
    over: 'Nothing of strangers was turned away for an hour.',
  }
}

function ofDeadLetters(
  sql: SqlStorage,
  { refused, now }: { refused: number; now: number },
): Condition[] {
  const { recent, isMore, calmAt } = readLetterTrouble(sql, now)
  const count = isMore ? `${recent} or more` : String(recent)
  const told = tellLeadsRefused(refused)
  return [
    {
      name: 'dead_letters_grow',
      isMet: recent > 0,
      changesAt: calmAt,
      begun: `Dead letters grow: ${count} in the last hour. The console shows why, and sends them again once that is mended.`,
      over: 'There were no new dead letters for an hour.',
    },
    quiet('leads_refused', told !== undefined, told ?? ''),
  ]
}

function condition(
  name: Condition['name'],
  isMet: boolean,
  texts: Pick<Condition, 'begun' | 'over' | 'degraded'>,
): Condition {
  return { name, isMet, changesAt: NEVER, ...texts }
}

function quiet(name: Condition['name'], isMet: boolean, degraded: string): Condition {
  const texts = { begun: degraded, over: degraded, degraded }
  return { ...condition(name, isMet, texts), isQuiet: true }
}
