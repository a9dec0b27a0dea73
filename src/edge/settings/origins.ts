import { fail, type Result, succeed } from '../../protocol/result.ts'

/** Reads one of ALLOWED_ORIGINS. Intentionally no wildcards: one forgotten subdomain would speak for all. */
export function parseOrigin(item: unknown): Result<string> {
  const origin = normalizeOrigin(item)
  if (origin === undefined)
    return fail('is no origin; write scheme and host, such as "https://www.acme.com"')
  return origin.includes('*')
    ? fail(
        'is no origin: * stands for nothing here; name each site, such as "https://www.acme.com"',
      )
    : succeed(origin)
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

/** Reads COOKIE_DOMAIN, and each of HOSTNAMES. A dot in front is how cookies used to write it. */
export function parseHostname(text: unknown): Result<string> {
  return typeof text === 'string' && /^\.?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(text)
    ? succeed(text.toLowerCase().replace(/^\./, ''))
    : fail('is no host name; write it without https://, such as acme.com')
}
