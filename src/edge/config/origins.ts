import type { Result } from '../../protocol/result.ts'

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
  if (!Array.isArray(raw)) {
    return { ok: false, reason: 'must be a JSON list of host names, such as ["t.acme.com"]' }
  }
  const hostnames = new Set<string>()
  for (const item of raw) {
    const hostname = parseHostname(item)
    if (!hostname.ok) return { ok: false, reason: `${JSON.stringify(item)} ${hostname.reason}` }
    hostnames.add(hostname.value)
  }
  return { ok: true, value: hostnames }
}

/** Reads COOKIE_DOMAIN, and each of HOSTNAMES. */
export function parseHostname(text: unknown): Result<string> {
  if (typeof text === 'string' && /^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text)) {
    return { ok: true, value: text.toLowerCase() }
  }
  return { ok: false, reason: 'is no host name; write it without https://, such as acme.com' }
}
