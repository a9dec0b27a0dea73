import { EVENT_TYPES } from '../protocol/event.ts'
import { answerRudderConfig } from './clients/rudderstack.ts'
import { answerSegmentSettings } from './clients/segment.ts'
import { collect } from './collect/collect.ts'
import { answerPreflight, checkOrigin } from './collect/cors.ts'
import type { BodyKind } from './collect/guard.ts'
import { refuse } from './collect/refusal.ts'
import { createThrottle } from './collect/throttle.ts'
import { CONSOLE_ROUTES } from './console/routes.ts'
import type { Edge, Route } from './edge.ts'
import { askOutboxStatus } from './outboxClient.ts'
import { respondJson, respondRefusal } from './respond.ts'
import { answerCalendly } from './webhooks/answerCalendly.ts'

/** Every path the edge answers on; there is no other, and none is passed on. */
export const ROUTES: readonly Route[] = [
  collecting('/v1/batch', 'batch'),
  collecting('/v1/b', 'batch'),
  ...EVENT_TYPES.flatMap((type) => [
    collecting(`/v1/${type}`, type),
    collecting(`/v1/${type.charAt(0)}`, type),
  ]),
  // RudderStack's browser library with `useBeacon`.
  collecting('/beacon/v1/batch', 'batch'),
  { method: 'GET', path: '/sourceConfig', cors: true, handle: answerRudderConfig },
  { method: 'GET', path: '/sourceConfig/', cors: true, handle: answerRudderConfig },
  {
    method: 'GET',
    path: /^\/v1\/projects\/[\w.~-]{1,128}\/settings$/,
    cors: true,
    handle: answerSegmentSettings,
  },
  { method: 'POST', path: '/v1/webhooks/calendly', cors: false, handle: answerCalendly },
  { method: 'GET', path: '/health', cors: false, handle: answerHealth },
  ...CONSOLE_ROUTES,
]

function collecting(path: string, kind: BodyKind): Route {
  return {
    method: 'POST',
    path,
    cors: true,
    handle: (request, edge) => edge.inSpan('collect', () => collect(request, kind, edge)),
  }
}

/** Finds the route of a request and lets it answer. */
export function answer(request: Request, edge: Edge): Promise<Response> | Response {
  const url = new URL(request.url)
  const { hostnames } = edge.config
  const isKnownHost = hostnames.size === 0 || hostnames.has(url.hostname)
  const here = isKnownHost ? ROUTES.filter(({ path }) => matches(path, url.pathname)) : []
  if (here.length === 0)
    return respondRefusal(refuse('not_found', 'There is nothing here.').refusal)
  if (request.method === 'OPTIONS' && here.some(({ cors }) => cors)) return preflight(request, edge)
  const method = request.method === 'HEAD' ? 'GET' : request.method
  const route = here.find((each) => each.method === method)
  return route ? route.handle(request, edge) : refuseMethod(here)
}

function matches(path: string | RegExp, pathname: string): boolean {
  return typeof path === 'string' ? path === pathname : path.test(pathname)
}

function preflight(request: Request, edge: Edge): Response {
  const origin = checkOrigin(request, edge.config)
  return origin.ok ? answerPreflight(request, origin.value) : respondRefusal(origin.refusal)
}

function refuseMethod(routes: readonly Route[]): Response {
  const allowed = [...new Set(routes.map(({ method }) => method))].join(', ')
  const { refusal } = refuse('method_not_allowed', `Use ${allowed} here.`)
  return respondRefusal(refusal, { allow: allowed })
}

/** What a question costs, in events: a monitor asks every few seconds at most, and each asks the one object. */
const EVENTS_PER_QUESTION = 200

/** For monitors: 200 while leads flow, 503 with the reasons when somebody should look. */
async function answerHealth(request: Request, edge: Edge): Promise<Response> {
  const throttle = createThrottle(request, { rateLimit: edge.env.RATE_LIMIT, key: 'health' })
  const welcome = await throttle.check()
  if (!welcome.ok) return respondRefusal(welcome.refusal)
  await throttle.charge({ events: EVENTS_PER_QUESTION, bytes: 0 })
  const { ok, degraded, advice, oldestWaitingSeconds } = await askOutboxStatus(edge.env)
  // Where the data lives, as far as it was decided.
  const { jurisdiction, region } = edge.config
  const health = { ok, degraded, advice, oldestWaitingSeconds, jurisdiction, region }
  return respondJson(health, { status: ok ? 200 : 503 })
}
