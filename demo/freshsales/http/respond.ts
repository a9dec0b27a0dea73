import type { Crm } from '../crm.ts'
import { resourceRoutes } from '../resources/routes.ts'
import { forbidden, notFound, Refusal } from '../rules/refusal.ts'
import { type Answer, json, notSignedIn, refused } from './answer.ts'
import { acceptsJson, accessOf } from './authenticate.ts'
import { bodyOf, type Call, isWrite } from './call.ts'
import { isForbidden } from './forbidden.ts'
import { type Spent, spend } from './quota.ts'
import { findRoute, type Match } from './route.ts'

/** Answers one call to the API: who, how much, what. */
export function respond(call: Call, crm: Crm): Answer {
  const access = accessOf(call, crm.settings)
  if (access === 'revoked') return notSignedIn(acceptsJson(call), crm.settings)
  const spent = spend(crm)
  const answer = spent.isAllowed ? carryOut(call, crm, access) : tooMany(spent)
  if (!crm.settings.rateLimitHeaders || spent.limit === 0) return answer
  const quota = {
    'x-ratelimit-limit': String(spent.limit),
    'x-ratelimit-remaining': String(spent.remaining),
  }
  return { ...answer, headers: { ...answer.headers, ...quota } }
}

function carryOut(call: Call, crm: Crm, access: 'full' | 'read'): Answer {
  try {
    const resource = withoutFormat(call.resource)
    const match = findRoute(resourceRoutes, { ...call, resource })
    if (!match) throw notFound()
    if (access === 'read' && isWrite(call)) throw forbidden()
    if (isForbidden({ ...call, resource }, crm.settings)) throw forbidden()
    checkContentType(call, match)
    return match.route.handle({ ...call, params: match.params, body: () => bodyOf(call) }, crm)
  } catch (error) {
    if (error instanceof Refusal) return refused(error, crm.settings)
    throw error
  }
}

/** `/contacts/1/activities.json` is as good as without; there is no other format. */
function withoutFormat(resource: string): string {
  const format = /\.(\w+)$/.exec(resource)?.[1]
  if (format === undefined) return resource
  if (format !== 'json') throw new Refusal(406, 'Not acceptable')
  return resource.slice(0, -'.json'.length)
}

function checkContentType({ method, headers, text }: Call, { route }: Match): void {
  const isJson = /^application\/([\w.-]+\+)?json\b/i.test(headers.get('content-type') ?? '')
  if (method === 'GET' || text === '' || isJson) return
  throw new Refusal(route.otherContentTypeStatus ?? 400, 'Invalid or missing attributes')
}

function tooMany({ retryAfterSeconds }: Spent): Answer {
  const body = { errors: { code: 429, message: ['Too many requests'] } }
  return json(body, 429, { 'retry-after': String(retryAfterSeconds) })
}
