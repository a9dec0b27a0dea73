import type { BatchResult } from '../../protocol/batch.ts'
import { EVENT_TYPES } from '../../protocol/event.ts'
import { type Admitted, admit, type Gate } from '../collect/admit.ts'
import { readBody } from '../collect/read.ts'
import { createRedactor } from '../collect/redactAddresses.ts'
import { pass, refuse, type Step } from '../collect/refusal.ts'
import { storeByLane } from '../collect/storeByLane.ts'
import { createThrottle } from '../collect/throttle.ts'
import type { Edge } from '../edge.ts'
import { tellWebhookRefused } from '../outboxClient.ts'
import { respondJson, respondRefusal } from '../respond.ts'
import { fieldRule, type Source } from '../settings/source.ts'
import { calendlyEvents } from './calendlyEvents.ts'
import { checkCalendlySignature } from './calendlySignature.ts'

/**
 * The signature vouches for Calendly, and not for the visitor, who may have typed any address: what
 * they say counts as a page's word.
 */
const CALENDLY: Source = Object.freeze({
  name: 'Calendly',
  trusted: false,
  signed: false,
  test: false,
  events: new Set(EVENT_TYPES),
  fields: fieldRule(['*']),
})

/** Takes what Calendly reports of bookings, and answers once it is stored. */
export async function answerCalendly(request: Request, edge: Edge): Promise<Response> {
  const result = await takeIn(request, edge)
  if (result.ok) return respondJson(result.value)
  return respondRefusal(result.refusal)
}

async function takeIn(request: Request, edge: Edge): Promise<Step<BatchResult>> {
  const { env, config, now } = edge
  const key = config.calendlySigningKey
  if (key === undefined)
    return refuse(
      'not_found',
      'CALENDLY_SIGNING_KEY is not set, so no webhook of Calendly is taken.',
    )
  const throttle = createThrottle(request, { rateLimit: env.RATE_LIMIT, key: 'webhook' })
  const welcome = await throttle.check()
  if (!welcome.ok) return welcome
  const body = await readBody(request)
  if (!body.ok) return body
  const signature = await checkCalendlySignature(request, { body: body.value, key, now })
  if (!signature.ok) {
    await tellWebhookRefused(env)
    return signature
  }
  const report = parse(body.value)
  if (!report.ok) return report
  const envelope = { events: calendlyEvents(report.value), excess: new Map() }
  return store(await admit(envelope, gateOf(edge)), signature.value, edge)
}

async function store(
  { accepted, rejected }: Admitted,
  signature: string,
  edge: Edge,
): Promise<Step<BatchResult>> {
  const stored = await storeByLane(accepted, { source: CALENDLY, edge, signature })
  return stored.ok ? pass({ success: true, accepted: accepted.length, rejected }) : stored
}

/** Nothing of the connection is the visitor's. */
function gateOf({ config, now }: Edge): Gate {
  return {
    config,
    source: CALENDLY,
    group: undefined,
    surroundings: {
      receivedAt: now,
      redactor: createRedactor(),
      sentAt: undefined,
      userAgent: undefined,
      ipOf: () => undefined,
      isOwnServer: true,
      createId: () => crypto.randomUUID(),
    },
    hasGpc: false,
    verifyToken: async () => ({ ok: false, reason: 'Calendly carries no token' }),
    isHuman: undefined,
  }
}

function parse(text: string): Step<unknown> {
  try {
    return pass(JSON.parse(text))
  } catch {
    return refuse('not_json', 'The body is not JSON.')
  }
}
