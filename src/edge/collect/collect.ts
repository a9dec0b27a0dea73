import type { BatchResult } from '../../protocol/batch.ts'
import type { Edge } from '../edge.ts'
import { respondJson, respondRefusal } from '../respond.ts'
import type { Config } from '../settings/config.ts'
import { realSources, type Source } from '../settings/source.ts'
import { addressGroup, addressOf, redactAddress } from './address.ts'
import { type Admitted, admit, type Gate } from './admit.ts'
import { authenticate, presentedKey } from './authenticate.ts'
import { checkOrigin, corsHeaders } from './cors.ts'
import { type Envelope, openEnvelope } from './envelope.ts'
import { type BodyKind, guard } from './guard.ts'
import { createIdentityTokenVerifier } from './identityToken.ts'
import { readBody } from './read.ts'
import { createRedactor } from './redactAddresses.ts'
import { pass, type Step } from './refusal.ts'
import { renewCookie } from './renewCookie.ts'
import { reportTest } from './reportTest.ts'
import { storeByLane } from './storeByLane.ts'
import { createThrottle } from './throttle.ts'
import { createTurnstile } from './turnstile.ts'

/** Takes in a batch, or one event, and answers once it is stored. */
export async function collect(request: Request, kind: BodyKind, edge: Edge): Promise<Response> {
  const origin = checkOrigin(request, edge.config)
  if (!origin.ok) return respondRefusal(origin.refusal)
  const result = await takeIn(request, { kind, origin: origin.value, edge })
  const credentials = edge.config.cookieDomain !== undefined
  const headers = corsHeaders(origin.value, { credentials })
  if (!result.ok) return respondRefusal(result.refusal, headers)
  return respondJson(result.value, {
    headers: { ...headers, ...renewCookie(request, edge.config) },
  })
}

interface Arrival {
  kind: BodyKind
  origin: string | undefined
  edge: Edge
}

async function takeIn(request: Request, arrival: Arrival): Promise<Step<BatchResult>> {
  const { kind, origin, edge } = arrival
  const { config, env } = edge
  const key = presentedKey(request)
  const early = key === undefined ? undefined : authenticate(key, { config, origin })
  if (early?.ok === false) return early
  const throttle = createThrottle(request, { rateLimit: env.RATE_LIMIT, key })
  const welcome = await throttle.check()
  if (!welcome.ok) return welcome
  const body = await readBody(request)
  if (!body.ok) return body
  const guarded = guard(body.value, kind)
  if (!guarded.ok) return guarded
  const envelope = openEnvelope(guarded.value, kind)
  if (!envelope.ok) return envelope
  const source = early ?? authenticate(envelope.value.writeKey, { config, origin })
  if (!source.ok) return source
  if (!source.value.trusted)
    await throttle.charge({ events: envelope.value.events.length, bytes: body.value.length })
  const gate = createGate(request, { source: source.value, envelope: envelope.value, edge })
  return store(await admit(envelope.value, gate), { kind, source: source.value, edge })
}

/** Only a browser speaks for itself: what the connection says of a server is not about its visitors. */
function createGate(
  request: Request,
  { source, envelope, edge }: { source: Source; envelope: Envelope; edge: Edge },
): Gate {
  const { config, now } = edge
  const address = source.trusted ? undefined : addressOf(request)
  return {
    config,
    source,
    group: addressGroup(address, config.apiKeys[0] ?? ''),
    surroundings: {
      receivedAt: now,
      sentAt: envelope.sentAt,
      userAgent: source.trusted ? undefined : userAgentOf(request),
      ipOf: (sent) => redactAddress(source.trusted ? sent : address, config.clientIp),
      isOwnServer: source.trusted,
      createId: () => crypto.randomUUID(),
      redactor: createRedactor(),
    },
    hasGpc: !source.trusted && request.headers.get('sec-gpc')?.trim() === '1',
    verifyToken: createIdentityTokenVerifier({
      secrets: config.identitySecrets,
      audiences: source.test ? audiencesIn(config) : [source.name],
      isAudienceRequired: !source.test && audiencesIn(config).length > 1,
      now,
    }),
    isHuman:
      config.turnstileSecret === undefined
        ? undefined
        : createTurnstile({
            secret: config.turnstileSecret,
            hostnames: hostnamesOf(request, config),
            address,
            fetch: edge.fetch,
          }),
  }
}

/** It is written into each event, so a long one would be stored five hundred times. */
const MAX_USER_AGENT_CHARACTERS = 256

function userAgentOf(request: Request): string | undefined {
  return request.headers.get('user-agent')?.slice(0, MAX_USER_AGENT_CHARACTERS)
}

/** The sources that take tokens: with several of them, one made for a site must not open another. */
function audiencesIn({ sources }: Config): string[] {
  const taking = realSources(sources).filter(({ trusted }) => !trusted)
  return [...new Set(taking.map(({ name }) => name))]
}

function hostnamesOf(request: Request, config: Config): ReadonlySet<string> {
  return new Set([request.url, ...config.allowedOrigins].map((url) => new URL(url).hostname))
}

async function store(
  { accepted, rejected, firstRefusal }: Admitted,
  { kind, source, edge }: { kind: BodyKind; source: Source; edge: Edge },
): Promise<Step<BatchResult>> {
  if (kind !== 'batch' && firstRefusal) return { ok: false, refusal: firstRefusal }
  const stored = await storeByLane(accepted, { source, edge })
  if (!stored.ok) return stored
  const shed = stored.value
  return pass({
    success: true,
    accepted: accepted.length - shed.length,
    rejected: [...rejected, ...shed].sort((one, other) => one.index - other.index),
    ...(source.test && { test: reportTest(accepted, edge.config) }),
  })
}
