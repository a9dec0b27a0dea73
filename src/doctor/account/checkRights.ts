import type { Config } from '../../edge/settings/config.ts'
import type { Call, Quota } from '../../freshsales/api/call.ts'
import { AccountError, RefusedError } from '../../freshsales/api/errors.ts'
import { createActivity, createDeal, createLead, createNote } from '../../freshsales/api/request.ts'
import type { JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { missingRight } from '../explain.ts'
import { bad, type Finding, type Findings, good, note } from '../finding.ts'
import { isDone, type RecordingClient } from '../recordingClient.ts'
import { KEY_QUESTION, type KeyClient } from './checkKeys.ts'

/** Something that the key's user must be allowed to do, and a call that tries it. */
interface Right {
  name: string
  isNeeded(config: Config): boolean
  call: Call
}

/** Intentionally no upsert: whatever it took this for, it could find a record of somebody's. */
const create = (plural: string, body: JsonObject): Call => ({
  method: 'POST',
  path: `/${plural}`,
  body,
})
const people = (generation: Config['domain']['generation']) => (config: Config) =>
  config.domain.generation === generation
const always = () => true
const NOBODY = { type: 'Contact', id: 0 } as const
/** No address: half of one is missing. */
const REFUSED_EMAIL = 'doctor@'

/**
 * Writing is tried with records that Freshsales refuses for what they are, after it has looked at
 * who writes them: a 400 shows the right to write and leaves nothing behind.
 */
const RIGHTS: readonly Right[] = [
  { name: 'read contacts', isNeeded: always, call: KEY_QUESTION },
  {
    name: 'write contacts',
    isNeeded: always,
    call: create('contacts', { contact: { emails: REFUSED_EMAIL } }),
  },
  {
    name: 'write leads',
    isNeeded: people('classic'),
    call: createLead({ email: REFUSED_EMAIL }),
  },
  {
    name: 'write accounts',
    isNeeded: people('modern'),
    call: create('sales_accounts', { sales_account: { name: '' } }),
  },
  {
    name: 'write notes',
    isNeeded: ({ timeline }) => timeline === 'note',
    call: createNote({ description: '', target: NOBODY }),
  },
  {
    name: 'write sales activities',
    isNeeded: (config) => config.timeline === 'activity' || acts(config, 'activity'),
    call: createActivity({ activity: {}, target: NOBODY }),
  },
  {
    name: 'write deals',
    isNeeded: (config) => acts(config, 'deal'),
    call: createDeal({}),
  },
]

/** Each right that this configuration needs, with one key. */
export async function* checkRights(config: Config, client: KeyClient): Findings {
  const granted: string[] = []
  for (const right of RIGHTS.filter(({ isNeeded }) => isNeeded(config))) {
    const finding = await tryOut(right, client)
    if (finding) yield finding
    else granted.push(right.name)
  }
  if (granted.length > 0) yield good(`${client.key} may ${granted.join(', ')}`)
}

async function tryOut({ name, call }: Right, client: KeyClient): Promise<Finding | undefined> {
  const { key } = client
  const { error, status, words, body } = await client.exchange(call)
  if (error instanceof AccountError) return missingRight(name, { key, words })
  // It looked at the record, so it had let the user through.
  if (error instanceof RefusedError && status !== 404) return undefined
  if (error) return note(`whether ${key} may ${name} cannot be told (status ${status})`)
  const [record] = Object.values(isObject(body) ? body : {})
  return call.method === 'GET' ? undefined : takeBack(record, call, client)
}

/** An account that took even this record gets it back. */
async function takeBack(record: unknown, call: Call, client: RecordingClient): Promise<Finding> {
  const path = `${call.path}/${(record as { id?: number } | undefined)?.id}`
  const text = `the account took an unusable record: ${path}`
  const isGone = await client.exchange({ method: 'DELETE', path }).then(isDone, () => false)
  return isGone
    ? note(`${text}; it was deleted again`)
    : bad('what is left behind', text, 'Delete it there.')
}

function acts(config: Config, type: 'activity' | 'deal'): boolean {
  const actions = [...config.actions.values()].flat()
  return actions.some((action) => action.type === type || action.type === `sales_${type}`)
}

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
