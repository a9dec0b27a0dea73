import type { Config } from '../../edge/settings/config.ts'
import type { Call } from '../../freshsales/api/call.ts'
import { AccountError, RefusedError, RetryLaterError } from '../../freshsales/api/errors.ts'
import { type Domain, isOwnHost } from '../../freshsales/domain.ts'
import { KEY_ADVICE, wrongAddress } from '../explain.ts'
import { bad, type Finding, type Findings, good, note } from '../finding.ts'
import { createRecordingClient, FailedExchange, type RecordingClient } from '../recordingClient.ts'

/** In the order of `Config.apiKeys`. */
const NAMES = ['FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT'] as const

/**
 * What a good key is asked. Intentionally not a selector: live accounts forbid some of those to keys
 * that may do everything else.
 */
export const KEY_QUESTION: Call = { method: 'GET', path: '/contacts/filters' }

/** Known to nobody. */
export const WRONG_KEY = 'freshsales-edge-doctor-wrong-key'

/** A client that says by which key. */
export interface KeyClient extends RecordingClient {
  key: (typeof NAMES)[number]
}

/** An account, and the keys to it. */
export type Keys = Pick<Config, 'domain' | 'apiKeys'> & { appToken?: string | undefined }

/** Whether the address answers and which keys it takes; returns a client for each of these. */
export async function* checkKeys(config: Keys): AsyncGenerator<Finding, KeyClient[], void> {
  const stranger = await findStrangeHost(config)
  if (stranger) {
    yield stranger
    return []
  }
  const accepted: KeyClient[] = []
  const rejected: string[] = []
  const findings: Finding[] = []
  for (const [index, key] of NAMES.entries()) {
    const apiKey = config.apiKeys[index]
    if (apiKey === undefined) continue
    const client = createRecordingClient({ ...config, apiKey })
    const status = await askIfGood(client)
    // The first answer, whatever it says of the key, is the account's.
    if (index === 0) yield good('answers as Freshsales does')
    if (status === 401) rejected.push(key)
    else accepted.push({ ...client, key })
    // Whose rights are missing is told with the rights.
    if (status < 400) findings.push(good(`${key} is accepted`))
  }
  yield* findings
  for (const key of rejected) yield rejectedKey(key, accepted.length > 0)
  return accepted
}

/** Any host may be named in FRESHSALES_HOST: whether it is Freshsales is asked without the key. */
export async function findStrangeHost({
  domain,
}: {
  domain: Domain
}): Promise<Finding | undefined> {
  if (!isOwnHost(domain)) return undefined
  const client = createRecordingClient({ domain, apiKey: WRONG_KEY })
  const { error, body } = await client.exchange(KEY_QUESTION)
  return error instanceof AccountError && body !== undefined
    ? undefined
    : wrongAddress(
        'does not turn a wrong key away as Freshsales does; your key was not sent there',
        domain,
      )
}

/** The status: a key is wrong where it is 401. A 403, or any other word about this call, knows the user. */
async function askIfGood(client: RecordingClient): Promise<number> {
  const answered = await client.exchange(KEY_QUESTION)
  const { error, status } = answered
  const isAboutUser =
    error instanceof AccountError || (error instanceof RefusedError && status !== 404)
  if (error && !isAboutUser) throw new FailedExchange(error, answered)
  return status
}

function rejectedKey(key: string, hasOther: boolean): Finding {
  return key === 'FRESHSALES_API_KEY' && hasOther
    ? note(
        `${key} is rejected; the edge uses FRESHSALES_API_KEY_NEXT`,
        'Finish the change of keys: put the next key in the place of the first.',
      )
    : bad(key, `${key} is rejected`, KEY_ADVICE)
}

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
