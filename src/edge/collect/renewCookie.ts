import { DAY_MS, SECOND_MS } from '../../protocol/time.ts'
import type { Config } from '../settings/config.ts'

/** The SDK's cookie: the person's ids, percent-encoded. */
const COOKIE = /(?:^|;\s*)(fse=[\w.~%!*'()-]{1,1000})(?:;|$)/

/** The longest that browsers keep a cookie. */
const MAX_AGE_SECONDS = (400 * DAY_MS) / SECOND_MS

/**
 * Sets the SDK's id cookie once more, as it is: Safari keeps a cookie for a week when a script set
 * it, and until its end when a server of the same site did. Intentionally not HttpOnly, since it is
 * the SDK's own and the SDK reads it.
 */
export function renewCookie(request: Request, { cookieDomain }: Config): Record<string, string> {
  if (cookieDomain === undefined) return {}
  const [, cookie] = COOKIE.exec(request.headers.get('cookie') ?? '') ?? []
  if (cookie === undefined) return {}
  const attributes = `Domain=${cookieDomain}; Path=/; Max-Age=${MAX_AGE_SECONDS}; SameSite=Lax; Secure`
  return { 'set-cookie': `${cookie}; ${attributes}` }
}
