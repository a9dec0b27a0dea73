import type { Config } from '../../edge/settings/config.ts'
import type { Quota } from '../../freshsales/api/call.ts'
import { bad, type Findings, good, note } from '../finding.ts'

/** Calls an hour of the smallest plan. */
const SMALLEST_PLAN = 1000

/** Calls a minute of a classic account. */
const CLASSIC_MINUTE = 400

/** What is left for others when it is less than this share, is little. */
const LITTLE = 0.1

/** What may be spent, against what the account allows. */
export async function* checkQuota(config: Config, quota: Quota = {}): Findings {
  const { limit, remaining } = quota
  yield* limit === undefined ? withoutLimit(config) : withLimit(config, limit)
  if (limit !== undefined && remaining !== undefined && remaining < limit * LITTLE)
    yield note(
      `only ${remaining} of the account's ${limit} calls are left in this hour`,
      'Other integrations spend from the same account; leads wait until the hour is over.',
    )
  if (config.domain.generation === 'classic' && config.minuteCalls > CLASSIC_MINUTE)
    yield bad(
      'MINUTE_CALLS',
      `MINUTE_CALLS is ${config.minuteCalls}; a classic account allows ${CLASSIC_MINUTE}`,
      `Set it to ${CLASSIC_MINUTE / 2}, or leave it out.`,
    )
}

function* withLimit({ hourlyCalls }: Config, limit: number) {
  if (hourlyCalls > limit)
    yield bad(
      'HOURLY_CALLS',
      `HOURLY_CALLS is ${hourlyCalls}, and the account allows ${limit}`,
      `Set it to ${Math.floor(limit * 0.8)}, which leaves some for other integrations.`,
    )
  else if (hourlyCalls === limit)
    yield note(
      `HOURLY_CALLS is all of the account's ${limit}; other integrations will be throttled`,
      `Set it to ${Math.floor(limit * 0.8)}.`,
    )
  else yield good(`HOURLY_CALLS is ${hourlyCalls} of the account's ${limit}`)
}

function* withoutLimit({ hourlyCalls }: Config) {
  if (hourlyCalls > SMALLEST_PLAN)
    yield note(
      `HOURLY_CALLS is ${hourlyCalls}; Freshsales does not say what this account allows`,
      'Free and Growth: 1,000 an hour. Pro: 2,000. Enterprise: 5,000.',
    )
  else yield good(`HOURLY_CALLS is ${hourlyCalls}, which every plan allows`)
}
