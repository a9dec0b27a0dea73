import type { Config } from '../settings/config.ts'
import type { Source } from '../settings/source.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** The write key outside the body: Basic user (Segment, RudderStack) or `?writeKey=`. */
export function presentedKey(request: Request): string | undefined {
  const [, encoded] =
    /^Basic ([\w+/]+={0,2})$/i.exec(request.headers.get('authorization') ?? '') ?? []
  if (encoded !== undefined) return userOf(encoded)
  return new URL(request.url).searchParams.get('writeKey') ?? undefined
}

/**
 * The source that a write key stands for.
 * Intentionally a plain look-up: a hash table compares whole hashes, so its time tells nothing
 * about how much of a guess was right, and a browser's write key is public anyway.
 */
export function authenticate(
  key: string | undefined,
  { config, origin }: { config: Config; origin: string | undefined },
): Step<Source> {
  if (key === undefined || key === '') {
    return refuse(
      'unknown_write_key',
      'There is no write key: send it as "writeKey" in the body, as HTTP Basic user or as ?writeKey=.',
    )
  }
  const source = config.sources.get(key)
  if (!source) return refuse('unknown_write_key', 'This write key is not in WRITE_KEYS.')
  if (source.trusted && origin !== undefined) {
    return refuse(
      'server_key_in_browser',
      'This write key belongs to a server ("trusted"); a page needs a key of its own.',
    )
  }
  return pass(source)
}

function userOf(encoded: string): string {
  try {
    return atob(encoded).split(':', 1)[0] ?? ''
  } catch {
    return ''
  }
}
