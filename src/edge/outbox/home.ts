import type { Env } from '../env.ts'
import { outboxesElsewhere } from '../objects.ts'
import type { Config } from '../settings/config.ts'
import { readState, writeState } from './store/state.ts'

/** Where an outbox was when it began. */
interface Home {
  jurisdiction: string | null
  region: string | null
}

type Place = Pick<Config, 'jurisdiction' | 'region'>

/**
 * Where an outbox is. It is settled when the first request is kept; from then on another JURISDICTION
 * means another outbox, while the data stays where it is.
 */
export function createHome(sql: SqlStorage, env: () => Env) {
  const read = () => readState<Home | null>(sql, 'home', null)
  let isSettled = false

  /** Why this outbox must not be here. */
  async function findMoved({ jurisdiction }: Place): Promise<string | undefined> {
    const home = read()
    if (home)
      return home.jurisdiction === (jurisdiction ?? null) ? undefined : moved(home.jurisdiction)
    return !isAnythingKept(sql) && (await isOneElsewhere(env(), jurisdiction))
      ? moved(undefined)
      : undefined
  }

  return {
    isInhabited: (): boolean => read() !== null || isAnythingKept(sql),

    /** To be asked before a request is kept; answers why it must not be. */
    async settle(place: Place): Promise<string | undefined> {
      if (isSettled) return undefined
      const fault = await findMoved(place)
      if (fault !== undefined) return fault
      const { jurisdiction = null, region = null } = place
      if (!read()) writeState(sql, 'home', { jurisdiction, region })
      isSettled = true
      return undefined
    },

    /** What to say of a setting that came too late. */
    async misplaced(place: Place): Promise<string[]> {
      const fault = (await findMoved(place)) ?? lateRegion(read(), place)
      return fault === undefined ? [] : [fault]
    },
  }
}

/** A place that this account may not use has no outbox. */
async function isOneElsewhere(env: Env, own: Place['jurisdiction']): Promise<boolean> {
  const asked = outboxesElsewhere(env, own).map(async (open) => open().isInhabited())
  const answers = await Promise.allSettled(asked)
  return answers.some((answer) => answer.status === 'fulfilled' && answer.value)
}

function moved(before: string | null | undefined): string {
  const setBack =
    before === undefined
      ? 'set it back to what it was'
      : before === null
        ? 'take it out again'
        : `set it back to ${before}`
  return `JURISDICTION: was changed, and what is kept stays where it was; ${setBack}, or deploy under another "name" and let the Worker before run until nothing waits in its console`
}

/** It harms nothing. */
function lateRegion(home: Home | null, { region }: Place): string | undefined {
  if (!home || region === undefined || home.region === region) return undefined
  return `REGION: counts only before the first event, and was ${home.region ?? 'not set'} then; set it back, or deploy under another "name".`
}

/** Whether anything is in the file that somebody has to come back for: to deliver it, or to forget it in time. */
export function isAnythingKept(sql: SqlStorage): boolean {
  const [row] = sql
    .exec<{ kept: number }>(
      `SELECT EXISTS (SELECT 1 FROM inbox) OR EXISTS (SELECT 1 FROM subject)
         OR EXISTS (SELECT 1 FROM delivery) OR EXISTS (SELECT 1 FROM dead_letter)
         OR EXISTS (SELECT 1 FROM provisional) OR EXISTS (SELECT 1 FROM handover)
         OR EXISTS (SELECT 1 FROM message) AS kept`,
    )
    .toArray()
  return row?.kept === 1
}
