import type { Config } from '../../edge/config.ts'
import { AccountError } from '../../freshsales/api/errors.ts'
import { listCall } from '../../freshsales/resolve/catalog.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import { type Connection, connect } from './connection.ts'

/** In the order of `Config.apiKeys`. */
const NAMES = ['FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT'] as const

/** A connection that says by which key. */
export interface KeyConnection extends Connection {
  key: (typeof NAMES)[number]
}

/** Whether the address answers and which keys it takes; returns a connection for each of these. */
export async function* checkKeys(config: Config): AsyncGenerator<Finding, KeyConnection[], void> {
  const accepted: KeyConnection[] = []
  const rejected: string[] = []
  for (const [index, key] of NAMES.entries()) {
    const apiKey = config.apiKeys[index]
    if (apiKey === undefined) continue
    const connection = connect({ ...config, apiKey })
    const status = await rejection(connection)
    // The first answer, whatever it says of the key, is the account's.
    if (index === 0) yield good('answers as Freshsales does')
    if (status === undefined) accepted.push({ ...connection, key })
    else rejected.push(key)
  }
  for (const { key } of accepted) yield good(`${key} is accepted`)
  for (const key of rejected) yield rejectedKey(key, accepted.length > 0)
  return accepted
}

/** The status that an API key is turned away with, or undefined; other failures are thrown. */
async function rejection(connection: Connection): Promise<number | undefined> {
  try {
    await connection.send(listCall('owners'))
    return undefined
  } catch (error) {
    if (error instanceof AccountError) return error.status
    throw error
  }
}

function rejectedKey(key: string, hasOther: boolean): Finding {
  if (key === 'FRESHSALES_API_KEY' && hasOther)
    return note(
      `${key} is rejected; the edge uses FRESHSALES_API_KEY_NEXT`,
      'Finish the change of keys: put the next key in the place of the first.',
    )
  return bad(
    key,
    `${key} is rejected`,
    'Copy it again from Freshsales, Profile settings → API settings; its user must be active.',
  )
}
