import type { Env } from '../env.ts'
import { outboxesElsewhere } from '../objects.ts'
import type { Config } from '../settings/config.ts'
import { isAnythingKept } from './store/isAnythingKept.ts'
import { readState, writeState } from './store/state.ts'

/** Where an outbox was when it began. */
interface Home {
  jurisdiction: string | null
  region: string | null
}

type Place = Pick<Config, 'jurisdiction' | 'region'>

const readHome = (sql: SqlStorage) => readState<Home | null>(sql, 'home', null)

export function isInhabited(sql: SqlStorage): boolean {
  return readHome(sql) !== null || isAnythingKept(sql)
}

/** Why an outbox must not be here: another one has the data, which stays where it is. */
export async function findMoved(
  sql: SqlStorage,
  { jurisdiction }: Place,
  env: Env,
): Promise<string | undefined> {
  const home = readHome(sql)
  if (home)
    return home.jurisdiction === (jurisdiction ?? null) ? undefined : moved(home.jurisdiction)
  if (isAnythingKept(sql)) return undefined
  const elsewhere = outboxesElsewhere(env, jurisdiction)
  const inhabited = await Promise.all(elsewhere.map((outbox) => outbox.isInhabited()))
  return inhabited.includes(true) ? moved(undefined) : undefined
}

/** From now on it is where it is. */
export function settleHome(sql: SqlStorage, { jurisdiction, region }: Place): void {
  if (readHome(sql)) return
  writeState(sql, 'home', { jurisdiction: jurisdiction ?? null, region: region ?? null })
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

/** What to say of a hint that came too late; it harms nothing. */
export function lateRegion(sql: SqlStorage, { region }: Place): string | undefined {
  const home = readHome(sql)
  if (!home || region === undefined || home.region === region) return undefined
  return `REGION: counts only before the first event, and was ${home.region ?? 'not set'} then; set it back, or deploy under another "name".`
}
