import type { Result } from '../../protocol/result.ts'

/** Reads ALERT_WEBHOOK; plain http only on this machine, where tests listen. */
export function parseHttpsUrl(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)) {
    return { ok: true, value: url.href }
  }
  return { ok: false, reason: 'must be an address that begins with https://' }
}
