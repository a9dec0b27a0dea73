import type { Access, Settings } from '../settings/settings.ts'
import type { Call } from './call.ts'

const TOKEN = /^Token token="?([^"]+?)"?$/i
/** As two clients write it, whose users may have typed `token=` into the key. */
const PLAIN_TOKEN = /^Token (?:token=)?"?([^"]+?)"?$/i

/** What the call's API key may do: `Authorization: Token token=…`. */
export function accessOf({ headers }: Call, { apiKeys, behaviour }: Settings): Access {
  const sent = headers.get('authorization')?.trim() ?? ''
  const form = behaviour.plainTokenAccepted ? PLAIN_TOKEN : TOKEN
  const key = form.exec(sent)?.[1]
  return (key !== undefined && Object.hasOwn(apiKeys, key) && apiKeys[key]) || 'revoked'
}

export function acceptsJson({ headers }: Call): boolean {
  return /\bjson\b/i.test(headers.get('accept') ?? '')
}
