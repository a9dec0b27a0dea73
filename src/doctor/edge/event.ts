import { randomUUID } from 'node:crypto'
import type { BatchResult } from '../../protocol/batch.ts'
import type { EdgeToCheck } from '../command.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import { ask, type EdgeAnswer, refusalOf } from './ask.ts'

/** An edge, and a key to send events with. */
export type Sender = EdgeToCheck & { writeKey: string }

/**
 * Posts an event as the browser does. It goes the whole way into the edge's storage, and its
 * `integrations` keep it out of the CRM.
 */
export function sendDryEvent({ url, writeKey, origin }: Sender): Promise<EdgeAnswer> {
  const event = {
    type: 'track',
    event: 'Doctor',
    messageId: `doctor-${randomUUID()}`,
    anonymousId: 'freshsales-edge-doctor',
    timestamp: new Date().toISOString(),
    integrations: { All: false, Freshsales: false },
  }
  return ask(new URL('/v1/batch', url), {
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

/** Whether this key may send events from pages of this origin; returns whether it may. */
export async function* checkEvent(sender: Sender): AsyncGenerator<Finding, boolean, void> {
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
    return false
  }
  yield taken(answer.body as BatchResult)
  if (sender.origin !== undefined) yield readable(answer, sender.origin)
  return true
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
