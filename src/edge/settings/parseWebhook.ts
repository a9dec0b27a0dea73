import { fail, type Result, succeed } from '../../protocol/result.ts'

/** Reads ALERT_WEBHOOK; plain http only on this machine, where tests listen. */
export function parseWebhook(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)
    ? succeed(url.href)
    : fail('must be an address that begins with https://')
}
