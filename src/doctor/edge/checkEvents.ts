import { randomUUID } from 'node:crypto'
import type { BatchResult } from '../../protocol/batch.ts'
import type { EdgeToCheck } from '../command.ts'
import { bad, type Finding, type Findings, good, note } from '../report.ts'

/** Longer than an edge ever takes, shorter than a person waits. */
const TIMEOUT_MS = 20_000

/** What an edge answered. */
export interface EdgeAnswer {
  status: number
  headers: Headers
  text: string
  /** The text as JSON; undefined when it is none. */
  body: unknown
}

/** Whether events get in that should, and none that should not. */
export async function* checkEvents({ writeKey, ...edge }: EdgeToCheck): Findings {
  if (writeKey === undefined) {
    yield note('no event was sent', 'Add --write-key KEY and --origin https://www.acme.com')
    return
  }
  if (edge.origin === undefined)
    yield note('the event is sent as a server does', 'Add --origin to send it as a page does.')
  const welcome = yield* checkWelcome({ ...edge, writeKey })
  // The edge looks at the page first and then at the key: what is wrong with the key shows without a page.
  if (welcome === 'origin_not_allowed')
    yield* checkWelcome({ ...edge, origin: undefined, writeKey })
  // Who is turned away for one reason does not show whether the other would be seen.
  if (welcome === 'yes') yield* checkStrangers({ ...edge, writeKey })
}

/** An edge, and a key to send events with. */
type Sender = EdgeToCheck & { writeKey: string }

/**
 * Posts an event as the browser does. It goes the whole way into the edge's storage, and its
 * `integrations` keep it out of the CRM.
 */
function sendDryEvent({ url, writeKey, origin }: Sender): Promise<EdgeAnswer> {
  const event = {
    type: 'track',
    event: 'Doctor',
    messageId: `doctor-${randomUUID()}`,
    anonymousId: 'freshsales-edge-doctor',
    timestamp: new Date().toISOString(),
    integrations: { All: false, Freshsales: false },
  }
  return askEdge(new URL('/v1/batch', url), {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...(origin === undefined ? {} : { origin }) },
    body: JSON.stringify({ writeKey, batch: [event], sentAt: new Date().toISOString() }),
  })
}

const ADVICE: { readonly [code: string]: { subject: string; advice: string } } = {
  unknown_write_key: {
    subject: 'WRITE_KEYS',
    advice: 'Add the key to WRITE_KEYS and deploy, or correct --write-key.',
  },
  origin_not_allowed: {
    subject: 'ALLOWED_ORIGINS',
    advice: 'Add the origin to ALLOWED_ORIGINS and deploy.',
  },
  server_key_in_browser: {
    subject: 'WRITE_KEYS',
    advice: 'Give the page a key without "trusted"; check this one without --origin.',
  },
}

/** Whether this key may send events from pages of this origin; returns "yes" or why not. */
async function* checkWelcome(sender: Sender): AsyncGenerator<Finding, string, void> {
  const answer = await sendDryEvent(sender)
  const refusal = refusalOf(answer)
  if (refusal || answer.status !== 200) {
    const { subject, advice } = ADVICE[refusal?.code ?? ''] ?? {
      subject: 'events',
      advice: 'Try again later, and look into /console.',
    }
    yield bad(
      subject,
      `an event is refused: ${refusal?.message ?? `status ${answer.status}`}`,
      advice,
    )
    return refusal?.code ?? 'no'
  }
  yield taken(answer.body as BatchResult)
  if (sender.origin !== undefined) yield readable(answer, sender.origin)
  return 'yes'
}

function taken({ accepted, rejected }: BatchResult): Finding {
  if (accepted === 1) return good('an event with this write key is accepted and stored')
  // The key is known all the same: `events` in WRITE_KEYS keeps it to other types.
  return note(`the write key is known; the event was not taken: ${rejected[0]?.reason}`)
}

function readable({ headers }: EdgeAnswer, origin: string): Finding {
  const allowed = headers.get('access-control-allow-origin')
  return allowed === origin
    ? good(`pages of ${origin} may read the answer`)
    : bad(
        'CORS',
        `pages of ${origin} may not read the answer: Access-Control-Allow-Origin is ${allowed ?? 'missing'}`,
        'Something between here and the Worker removes its headers: a proxy, or a rule of Cloudflare.',
      )
}

/** Nobody's: `.invalid` never resolves. */
const STRANGE_ORIGIN = 'https://stranger.invalid'
const STRANGE_KEY = 'freshsales-edge-doctor-wrong-key'

/** Whether a wrong write key and a strange page are turned away. */
async function* checkStrangers(sender: Sender): Findings {
  const withKey = await sendDryEvent({ ...sender, writeKey: STRANGE_KEY })
  yield turnedAway(withKey, { status: 401, who: 'a wrong write key', subject: 'WRITE_KEYS' })
  const fromPage = await sendDryEvent({ ...sender, origin: STRANGE_ORIGIN })
  yield turnedAway(fromPage, { status: 403, who: 'a strange page', subject: 'ALLOWED_ORIGINS' })
}

function turnedAway(
  answer: EdgeAnswer,
  { status, who, subject }: { status: number; who: string; subject: string },
): Finding {
  return answer.status === status
    ? good(`${who} is refused`)
    : bad(
        subject,
        `${who} is answered with status ${answer.status} instead of ${status}`,
        `Check ${subject}, and that nothing but the Worker answers.`,
      )
}

/** Asks the edge; throws only when nothing answers. */
export async function askEdge(url: URL, request: RequestInit = {}): Promise<EdgeAnswer> {
  const response = await fetch(url, {
    ...request,
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, body: parse(text) }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a page or a script
  }
}

/** The edge's own refusal: `{"success":false,"error":{"code","message"}}`. */
export function refusalOf({ body }: EdgeAnswer): { code: string; message: string } | undefined {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } }
  return typeof error?.code === 'string' && typeof error.message === 'string'
    ? { code: error.code, message: error.message }
    : undefined
}
