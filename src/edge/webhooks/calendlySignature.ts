import { MINUTE_MS } from '../../protocol/time.ts'
import { pass, refuse, type Step } from '../collect/refusal.ts'

/** Calendly's own tolerance: https://developer.calendly.com/api-docs/overview/webhooks/webhook-signatures */
const TOLERANCE_MS = 3 * MINUTE_MS

const HEADER = 'Calendly-Webhook-Signature'

const PARTS = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

interface Check {
  body: string
  key: string
  now: number
}

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 of `SECONDS.BODY`. Answers with the signature, by which a call is known that comes again. */
export async function checkCalendlySignature(
  request: Request,
  { body, key, now }: Check,
): Promise<Step<string>> {
  const [, seconds, hex] = PARTS.exec(request.headers.get(HEADER)?.trim() ?? '') ?? []
  if (seconds === undefined || hex === undefined)
    return refuse('wrong_signature', `${HEADER}: must be t=…,v1=…, as Calendly signs its webhooks.`)
  if (Math.abs(now - Number(seconds) * 1_000) > TOLERANCE_MS)
    return refuse('wrong_signature', `${HEADER}: was made more than three minutes ago, or ahead.`)
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const bytes = new TextEncoder()
  const secret = await crypto.subtle.importKey('raw', bytes.encode(key), hmac, false, ['verify'])
  // It compares in constant time.
  const isGenuine = await crypto.subtle.verify(
    hmac,
    secret,
    Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)),
    bytes.encode(`${seconds}.${body}`),
  )
  return isGenuine
    ? pass(hex)
    : refuse('wrong_signature', `${HEADER}: does not fit the body and CALENDLY_SIGNING_KEY.`)
}
