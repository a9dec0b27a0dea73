import type { Result } from '../../freshsales/result.ts'

/** Reads ALLOWED_ORIGINS. Intentionally no wildcards: one forgotten subdomain would speak for all. */
export function parseOrigins(raw: unknown): Result<ReadonlySet<string>> {
  if (!Array.isArray(raw)) {
    return { ok: false, reason: 'must be a JSON list, such as ["https://www.acme.com"]' }
  }
  const origins = new Set<string>()
  for (const item of raw) {
    const origin = normalizeOrigin(item)
    if (origin === undefined) {
      return {
        ok: false,
        reason: `${JSON.stringify(item)} is no origin; write scheme and host, such as "https://www.acme.com"`,
      }
    }
    origins.add(origin)
  }
  return { ok: true, value: origins }
}

/** The origin as browsers write it (`https://EXAMPLE.com:443` is `https://example.com`), or nothing. */
export function normalizeOrigin(text: unknown): string | undefined {
  if (typeof text !== 'string' || !/^https?:\/\/[^/?#@\\\s,]+\/?$/i.test(text)) return undefined
  try {
    return new URL(text).origin
  } catch {
    return undefined
  }
}

/** Reads HOSTNAMES. */
export function parseHostnames(raw: unknown): Result<ReadonlySet<string>> {
  const isHostname = (item: unknown) => typeof item === 'string' && /^[a-z0-9.-]+$/i.test(item)
  if (Array.isArray(raw) && raw.every(isHostname)) {
    return { ok: true, value: new Set(raw.map((item: string) => item.toLowerCase())) }
  }
  return { ok: false, reason: 'must be a JSON list of host names, such as ["t.acme.com"]' }
}
