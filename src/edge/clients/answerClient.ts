import { authenticate } from '../collect/authenticate.ts'
import { checkOrigin, corsHeaders } from '../collect/cors.ts'
import type { Edge } from '../edge.ts'
import { respondJson, respondRefusal } from '../respond.ts'

/** Settings change when the edge is deployed; an hour spares a request per page view. */
const SETTINGS_CACHE_SECONDS = 3600

/** Hands another vendor's library its settings, to the same callers that may send events. */
export function answerClient(
  request: Request,
  { edge, writeKey, settings }: { edge: Edge; writeKey: string | undefined; settings: object },
): Response {
  const origin = checkOrigin(request, edge.config)
  if (!origin.ok) return respondRefusal(origin.refusal)
  const source = authenticate(writeKey, { config: edge.config, origin: origin.value })
  const headers = corsHeaders(origin.value)
  if (!source.ok) return respondRefusal(source.refusal, headers)
  const caching = `private, max-age=${SETTINGS_CACHE_SECONDS}`
  return respondJson(settings, { headers: { ...headers, 'cache-control': caching } })
}
