import type { Access, Settings } from '../settings/settings.ts'
import type { Call } from './call.ts'

/** What the call's API key may do: `Authorization: Token token=…`. */
export function accessOf({ headers }: Call, { apiKeys }: Settings): Access {
  const key = /^Token token="?([^"]+?)"?$/i.exec(headers.get('authorization')?.trim() ?? '')?.[1]
  return (key !== undefined && Object.hasOwn(apiKeys, key) && apiKeys[key]) || 'revoked'
}

export function acceptsJson({ headers }: Call): boolean {
  return /\bjson\b/i.test(headers.get('accept') ?? '')
}
