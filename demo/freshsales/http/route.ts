import type { Crm, JsonObject } from '../crm.ts'
import type { Answer } from './answer.ts'
import type { Call } from './call.ts'

/** A call that found its route: `{id}` of the pattern is in `params`. */
export interface RoutedCall extends Call {
  params: { [name: string]: string }
  /** Parsed when first asked for; throws a refusal when it is not a JSON object. */
  body(): JsonObject
}

export type Handler = (call: RoutedCall, crm: Crm) => Answer

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** `/contacts/{id}/notes` */
  path: string
  handle: Handler
  /** Status for a body that is not JSON by its content type; 400 unless said otherwise. */
  otherContentTypeStatus?: 400 | 500
  /** Leads are not on modern accounts. */
  classicOnly?: boolean
}

export function route(method: Route['method'], path: string, handle: Handler): Route {
  return { method, path, handle }
}

export interface Match {
  route: Route
  params: { [name: string]: string }
}

/** The first route in the list that fits: fixed words are listed before `{id}`. */
export function findRoute(
  routes: readonly Route[],
  { method, resource, generation }: Call,
): Match | undefined {
  const parts = resource.split('/')
  for (const candidate of routes) {
    if (candidate.method !== method || (candidate.classicOnly && generation === 'modern')) continue
    const params = matchParts(candidate.path.split('/'), parts)
    if (params) return { route: candidate, params }
  }
  return undefined
}

function matchParts(pattern: string[], parts: string[]): Match['params'] | undefined {
  if (pattern.length !== parts.length) return undefined
  const params: Match['params'] = {}
  for (const [index, expected] of pattern.entries()) {
    const part = parts[index] ?? ''
    if (!expected.startsWith('{')) {
      if (expected !== part) return undefined
    } else if (expected === '{id}' && !/^\d+$/.test(part)) return undefined
    else params[expected.slice(1, -1)] = part
  }
  return params
}
