import type { Config } from '../../edge/config.ts'
import type { Call } from '../../freshsales/api/call.ts'
import { AccountError, RefusedError, RetryLaterError } from '../../freshsales/api/errors.ts'
import { bad, type Finding, type Findings, good, note } from '../finding.ts'
import type { Connection } from './connection.ts'

/** Nobody did nothing: it can be refused for that, and if it is not there is nothing to keep. */
const NOTHING: Call = {
  method: 'POST',
  base: 'track',
  path: '/track/events',
  body: { identifier: '', event: {} },
}

/** Whether the tracking API is there and takes the app token. */
export async function* checkAppToken(config: Config, connection: Connection): Findings {
  if (config.appToken === undefined) return
  try {
    await connection.send(NOTHING)
    yield accepted
  } catch (error) {
    yield judge(error)
  }
}

const accepted = good('FRESHSALES_APP_TOKEN is accepted by the tracking API')

function judge(error: unknown): Finding {
  if (error instanceof AccountError)
    return bad(
      'FRESHSALES_APP_TOKEN',
      `FRESHSALES_APP_TOKEN is rejected (status ${error.status})`,
      'Copy it again from Freshsales, Admin settings → Website tracking. It is not the API key.',
    )
  if (error instanceof RefusedError && error.status === 404) return notServed
  if (error instanceof RefusedError) return accepted
  // A page or a redirect: something else answers on these paths.
  if (error instanceof RetryLaterError && error.status !== undefined && error.status < 500)
    return notServed
  if (error instanceof RetryLaterError)
    return note('whether FRESHSALES_APP_TOKEN is accepted cannot be told: no answer', 'Try again.')
  throw error
}

const notServed = bad(
  'FRESHSALES_APP_TOKEN',
  'the tracking API is not there on this account',
  'Leave FRESHSALES_APP_TOKEN out, and set TIMELINE to "note".',
)
