import type { Config } from '../../edge/settings/config.ts'
import type { Call } from '../../freshsales/api/call.ts'
import { AccountError, RefusedError, RetryLaterError } from '../../freshsales/api/errors.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import type { RecordingClient } from '../recordingClient.ts'

/** Nobody did nothing: it can be refused for that, and if it is not there is nothing to keep. */
const NOTHING: Call = {
  method: 'POST',
  base: 'track',
  path: '/track/events',
  body: { identifier: '', event: {} },
}

/** Whether the tracking API is there and takes the app token. */
export async function* checkAppToken(config: Config, client: RecordingClient): Findings {
  if (config.appToken === undefined) return
  const { error, status } = await client.exchange(NOTHING)
  // A page or a redirect: something else answers on these paths.
  const isElse = error instanceof RetryLaterError && status < 500
  if (error instanceof AccountError)
    yield bad(
      'FRESHSALES_APP_TOKEN',
      `FRESHSALES_APP_TOKEN is rejected (status ${status})`,
      'Copy it again from Freshsales, Admin settings → Website tracking. It is not the API key.',
    )
  else if (isElse || (error instanceof RefusedError && status === 404))
    yield bad(
      'FRESHSALES_APP_TOKEN',
      'the tracking API is not there on this account',
      'Leave FRESHSALES_APP_TOKEN out, and set TIMELINE to "note".',
    )
  else if (error instanceof RetryLaterError)
    yield note('whether FRESHSALES_APP_TOKEN is accepted cannot be told: no answer', 'Try again.')
  else yield good('FRESHSALES_APP_TOKEN is accepted by the tracking API')
}
