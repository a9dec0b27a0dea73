import { isObject } from '../../protocol/json.ts'
import { DAY_MS, SECOND_MS } from '../../protocol/time.ts'
import type { Edge } from '../edge.ts'

const REGISTRY = 'https://registry.npmjs.org/freshsales-edge/latest'

/** Somebody waits for a page. */
const TIMEOUT_MS = 3_000

const A_DAY_SECONDS = DAY_MS / SECOND_MS

/** The newest release, if it is newer than this one; nothing while the registry does not answer. */
export async function askNewer(version: string, fetch: Edge['fetch']): Promise<string | undefined> {
  try {
    const response = await fetch(REGISTRY, {
      signal: AbortSignal.timeout(TIMEOUT_MS),
      cf: { cacheTtl: A_DAY_SECONDS, cacheEverything: true },
    })
    const body: unknown = await response.json()
    const newest = isObject(body) ? body['version'] : undefined
    return typeof newest === 'string' && isNewer(newest, version) ? newest : undefined
  } catch {
    return undefined
  }
}

/** A release, not a preview of one. */
const RELEASE = /^\d{1,5}\.\d{1,5}\.\d{1,5}$/

function isNewer(one: string, other: string): boolean {
  if (!RELEASE.test(one)) return false
  const others = other.split('.').map(Number)
  const numbers = one.split('.').map(Number)
  const at = numbers.findIndex((number, index) => number !== others[index])
  return at >= 0 && (numbers[at] ?? 0) > (others[at] ?? 0)
}
