import type { Config } from '../../edge/config.ts'
import type { Call } from '../../freshsales/api/call.ts'
import {
  AccountError,
  CallError,
  RefusedError,
  RetryLaterError,
} from '../../freshsales/api/errors.ts'
import { createActivity, createDeal, createLead, createNote } from '../../freshsales/api/request.ts'
import type { JsonObject } from '../../protocol/event.ts'
import { bad, type Finding, type Findings, good, note } from '../finding.ts'
import type { Connection } from './connection.ts'
import type { KeyConnection } from './keys.ts'

/** Something that the key's user must be allowed to do, and a call that tries it. */
interface Right {
  name: string
  isNeeded(config: Config): boolean
  call: Call
}

const read = (plural: string): Call => ({ method: 'GET', path: `/${plural}/filters` })
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
  { name: 'read contacts', isNeeded: always, call: read('contacts') },
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
export async function* checkRights(config: Config, connection: KeyConnection): Findings {
  const granted: string[] = []
  for (const right of RIGHTS.filter(({ isNeeded }) => isNeeded(config))) {
    const finding = await tryOut(right, connection)
    if (finding) yield finding
    else granted.push(right.name)
  }
  if (granted.length > 0) yield good(`${connection.key} may ${granted.join(', ')}`)
}

async function tryOut(
  { name, call }: Right,
  connection: KeyConnection,
): Promise<Finding | undefined> {
  try {
    const { body } = await connection.send(call)
    return call.method === 'GET'
      ? undefined
      : await takeBack(Object.values(body)[0], call, connection)
  } catch (error) {
    if (error instanceof AccountError)
      return bad(
        connection.key,
        `${connection.key} may not ${name} (status ${error.status})`,
        'Give its user a role that may: Freshsales, Admin settings → Roles.',
      )
    const isAnswer = error instanceof RefusedError && error.status !== 404
    if (isAnswer) return undefined
    if (error instanceof RefusedError || (error instanceof RetryLaterError && error.status === 500))
      return note(`whether ${connection.key} may ${name} cannot be told (status ${error.status})`)
    throw error
  }
}

/** An account that took even this record gets it back. */
async function takeBack(record: unknown, call: Call, connection: Connection): Promise<Finding> {
  const path = `${call.path}/${(record as { id?: number } | undefined)?.id}`
  const text = `the account took an unusable record: ${path}`
  try {
    await connection.send({ method: 'DELETE', path })
    return note(`${text}; it was deleted again`)
  } catch (error) {
    if (error instanceof CallError) return bad('what is left behind', text, 'Delete it there.')
    throw error
  }
}

function acts(config: Config, type: 'activity' | 'deal'): boolean {
  const actions = [...config.actions.values()].flat()
  return actions.some((action) => action.type === type || action.type === `sales_${type}`)
}
