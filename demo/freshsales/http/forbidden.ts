import { resourceRoutes } from '../resources/routes.ts'
import type { Settings } from '../settings/settings.ts'
import type { Call } from './call.ts'

/** Whether the role behind the key may not make this call, or any call above it: `POST /deals` covers `/deals/upsert`. */
export function isForbidden({ method, resource }: Call, { forbidden }: Settings): boolean {
  const parts = resource.split('/')
  return forbidden.some((rule) => {
    const [ruled, path = ''] = rule.split(' ')
    return ruled === method && startsWith(parts, path.split('/'))
  })
}

/** Whether a rule names a call that there is, or the beginning of one. */
export function isKnownCall(rule: string): boolean {
  const [method, path = '', ...rest] = rule.split(' ')
  if (rest.length > 0 || !path.startsWith('/') || path === '/') return false
  return resourceRoutes.some(
    (route) => route.method === method && startsWith(route.path.split('/'), path.split('/')),
  )
}

function startsWith(parts: string[], rule: string[]): boolean {
  return rule.every((expected, index) => {
    const part = parts[index]
    if (part === undefined) return false
    return expected === part || isHole(expected) || isHole(part)
  })
}

function isHole(part: string): boolean {
  return part.startsWith('{') && part.endsWith('}')
}
