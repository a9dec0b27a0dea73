import type { Env } from '../../env.ts'
import { type Config, parseConfig } from '../../settings/config.ts'
import type { ChannelName } from './channelView.ts'
import { fitText, oneLine } from './fitText.ts'
import { mailFault } from './mailFault.ts'
import type { Message } from './message.ts'
import { receiverAt } from './receivers.ts'

/** A way to somebody. */
export interface Channel {
  name: ChannelName
  /** Who is at its end. */
  receiver: string
  /** What the operator has to mend before anything can be sent. */
  fault?: string
  /** Rejects when the receiver does not take it. */
  deliver(message: Message): Promise<void>
}

interface NotTakenOptions extends ErrorOptions {
  isInDoubt?: boolean
}

/** What did not take a message, and its answer as far as it may be shown: never its text. */
export class NotTakenError extends Error {
  override name = 'NotTakenError'
  readonly answered: string
  /** Whether it may have arrived all the same. */
  readonly isInDoubt: boolean

  constructor(answered: string, { isInDoubt = false, ...options }: NotTakenOptions = {}) {
    super(`A message was not taken: ${answered}`, options)
    this.answered = answered
    this.isInDoubt = isInDoubt
  }
}

/** The channels that the settings name; none is in use by default. */
export function openChannels(env: Env): Channel[] {
  const config = parseConfig(env)
  if (!config.ok) return []
  const { alertWebhook, alertEmail } = config.value
  return [
    ...(alertWebhook === undefined ? [] : [webhook(alertWebhook)]),
    ...(alertEmail === undefined ? [] : [email(alertEmail, config.value, env)]),
  ]
}

/** Nobody waits for a message, and none waits longer for its receiver. */
const TIMEOUT_MS = 10_000

/** The address is a secret, and in no error. */
function webhook(url: string): Channel {
  const { name: receiver, bodyOf } = receiverAt(url)
  return {
    name: 'webhook',
    receiver,
    async deliver(message) {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(bodyOf(message)),
        redirect: 'manual',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      }).catch((error) => {
        const answered = isTimeout(error) ? NO_ANSWER : 'it could not be reached'
        throw new NotTakenError(answered, { isInDoubt: true })
      })
      await response.body?.cancel()
      if (!response.ok) throw new NotTakenError(`it answered ${response.status}`)
    },
  }
}

const NO_ANSWER = 'it did not answer within ten seconds'

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError'

/** Longer ones are cut by those who show them. */
const SUBJECT_CHARACTERS = 150

/** A mail has room; this is still read in a minute. */
const MAIL_CHARACTERS = 20_000

/**
 * Cloudflare's binding makes the mail of these fields, headers and encoding included:
 * https://developers.cloudflare.com/email-service/api/send-emails/workers-api/
 */
function email(to: string, { alertEmailFrom: from }: Config, { EMAIL }: Env): Channel {
  const fault = mailFault({ hasSender: from !== undefined, hasBinding: EMAIL !== undefined })
  return {
    name: 'email',
    receiver: 'e-mail',
    ...(fault && { fault: `${fault.what}. ${fault.advice}` }),
    async deliver(message) {
      if (from === undefined || !EMAIL) throw new NotTakenError('it is not set up')
      const subject = oneLine(`freshsales-edge: ${message.title}`).slice(0, SUBJECT_CHARACTERS)
      const text = fitText(message, { limit: MAIL_CHARACTERS })
      await withinTime(EMAIL.send({ from, to, subject, text }))
    },
  }
}

/** Its errors carry a code of their own, such as `E_RECIPIENT_NOT_ALLOWED`; their text may repeat the message. */
async function withinTime(sent: Promise<unknown>): Promise<void> {
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new NotTakenError(NO_ANSWER, { isInDoubt: true }))
    AbortSignal.timeout(TIMEOUT_MS).addEventListener('abort', fail)
  })
  try {
    await Promise.race([sent, late])
  } catch (error) {
    if (error instanceof NotTakenError) throw error
    const { code } = (error ?? {}) as { code?: unknown }
    const isCode = typeof code === 'string' && /^E_[A-Z_]{1,60}$/.test(code)
    if (isCode) throw new NotTakenError(`it answered ${code}`)
    throw new NotTakenError('Cloudflare did not take the e-mail', { isInDoubt: true })
  }
}
