import {
  AccountError,
  CallError,
  RefusedError,
  RetryLaterError,
  ThrottledError,
} from '../freshsales/api/errors.ts'
import { type Domain, isOwnHost } from '../freshsales/domain.ts'
import { FailedExchange } from './recordingClient.ts'
import { bad, type Finding } from './report.ts'

/** Why something about the account could not be found out, and what to do. */
export function explain(error: unknown, { domain }: { domain: Domain }): Finding {
  const [seen, words] =
    error instanceof FailedExchange ? [error.error, error.exchange.words] : [error, []]
  if (seen instanceof AccountError) return refusedUser(seen, words)
  if (seen instanceof ThrottledError)
    return bad(
      'quota',
      `the account's quota is used up for the next ${seen.retryAfterSeconds} s`,
      'Wait that long and try again. Another integration may be spending it.',
    )
  if (seen instanceof RefusedError)
    return seen.status === 404
      ? wrongAddress('Freshsales has no such account or path', domain)
      : bad('account', `${seen.message}: ${seen.messages.join('; ')}`, 'Look at it in Freshsales.')
  if (seen instanceof RetryLaterError) return unanswered(seen, domain)
  if (seen instanceof CallError) return bad('account', seen.message, 'Try again later.')
  return bad('the doctor', `a fault of the doctor itself: ${String(error)}`, 'Report it.')
}

/** A key is wrong only where Freshsales says 401; a 403 is about one kind of call. */
function refusedUser({ status, call }: AccountError, words: readonly string[]): Finding {
  return status === 403
    ? missingRight(`use ${call.method} ${call.path.split('?', 1)[0]}`, { words })
    : bad('FRESHSALES_API_KEY', 'FRESHSALES_API_KEY is rejected', KEY_ADVICE)
}

export const KEY_ADVICE =
  'Copy it again from Freshsales, Profile settings → API settings; its user must be active.'

/** What Freshsales does not let the user of a key do, in its own words. */
export function missingRight(
  what: string,
  { key = 'FRESHSALES_API_KEY', words }: { key?: string; words: readonly string[] },
): Finding {
  const said = words.length === 0 ? '' : `: ${words.join('; ')}`
  return bad(
    'rights',
    `${key} may not ${what} (status 403)${said}`,
    'Give its user a role that may: Freshsales, Admin settings → Roles.',
  )
}

function unanswered(error: RetryLaterError, domain: Domain): Finding {
  const { status, message } = error
  if (status === undefined)
    return bad(addressSetting(domain), `cannot be reached: ${causeOf(error)}`, ADDRESS_ADVICE)
  return status < 400
    ? wrongAddress('something answers there that is not the API of Freshsales', domain)
    : bad('Freshsales', `${message} (status ${status})`, 'Try again later.')
}

const ADDRESS_ADVICE = 'Copy the address that the browser shows when you work in Freshsales.'

export function wrongAddress(text: string, domain: Domain): Finding {
  return bad(addressSetting(domain), text, ADDRESS_ADVICE)
}

function addressSetting(domain: Domain): string {
  return isOwnHost(domain) ? 'FRESHSALES_HOST' : 'FRESHSALES_DOMAIN'
}

/** The system's own word (`ENOTFOUND`) is at the end of the chain of causes. */
function causeOf(error: Error): string {
  const { cause } = error
  if (cause instanceof AggregateError && cause.errors[0] instanceof Error)
    return causeOf(cause.errors[0])
  if (cause instanceof Error) return causeOf(cause)
  const { code, message } = error as Error & { code?: string }
  return code ?? message
}
