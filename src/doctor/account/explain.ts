import {
  AccountError,
  CallError,
  RefusedError,
  RetryLaterError,
  ThrottledError,
} from '../../freshsales/api/errors.ts'
import { bad, type Finding } from '../finding.ts'

/** Why a call to Freshsales failed, and what to do. What is no failed call is thrown on. */
export function explain(error: unknown): Finding {
  if (error instanceof AccountError) return rejected(error)
  if (error instanceof ThrottledError)
    return bad(
      'quota',
      `the account's quota is used up for the next ${error.retryAfterSeconds} s`,
      'Wait that long and try again. Another integration may be spending it.',
    )
  if (error instanceof RefusedError)
    return error.status === 404
      ? wrongAddress('Freshsales has no such account or path')
      : bad(
          'account',
          `${error.message}: ${error.messages.join('; ')}`,
          'Look at it in Freshsales.',
        )
  if (error instanceof RetryLaterError) return unanswered(error)
  if (error instanceof CallError) return bad('account', error.message, 'Try again later.')
  throw error
}

function rejected({ status, message }: AccountError): Finding {
  return bad(
    'FRESHSALES_API_KEY',
    `${message} (status ${status})`,
    'Give the user of the API key the right for it: Freshsales, Admin settings → Roles.',
  )
}

function unanswered(error: RetryLaterError): Finding {
  const { status, message } = error
  if (status === undefined)
    return bad('FRESHSALES_DOMAIN', `cannot be reached: ${causeOf(error)}`, ADDRESS_ADVICE)
  return status < 400
    ? wrongAddress('something answers there that is not the API of Freshsales')
    : bad('Freshsales', `${message} (status ${status})`, 'Try again later.')
}

const ADDRESS_ADVICE = 'Copy the address that the browser shows when you work in Freshsales.'

function wrongAddress(text: string): Finding {
  return bad('FRESHSALES_DOMAIN', text, ADDRESS_ADVICE)
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
