import { attempt } from '../lib/attempt.ts'
import { siteOf } from '../record/pageAddress.ts'
import { mayStore } from './consent.ts'

/** Everything this library stores starts with this. */
export const PREFIX = 'fse'

/**
 * localStorage that never throws, and that is neither read nor written without consent: denied,
 * full or absent, it answers as if it were empty.
 */
export const read = (key: string): string | undefined =>
  attempt(() => (mayStore() ? localStorage[key] : undefined))

/** Answers whether it is written. */
export const write = (key: string, text: string): unknown =>
  attempt(() => {
    if (!mayStore()) return false
    localStorage[key] = text
    return true
  })

export const remove = (key: string): unknown => attempt(() => delete localStorage[key])

/** The stored keys that start with `start`. */
export const keys = (start: string): string[] =>
  attempt(() => Object.keys(localStorage).filter((key) => key.startsWith(start))) ?? []

/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600

export const readCookie = (): string | undefined =>
  new RegExp(`(^|; )${PREFIX}=([^;]*)`).exec(document.cookie)?.[2]

/** An empty value removes the cookie. Answers whether the browser took it. */
export const writeCookie = (value: string, domain: string): boolean => {
  const secure = location.protocol === 'https:' ? ';secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
  document.cookie = `${PREFIX}=${value};path=/;samesite=lax;domain=${domain};max-age=${value ? MAX_AGE_SECONDS : 0}${secure}`
  return readCookie() === value
}

/**
 * The domains a cookie of this page might be for: the site's, then narrower ones, and none.
 * Browsers refuse public ones such as `github.io`, of which the list is long, and some print a line
 * for each; addresses of numbers and names without a dot have no domain.
 */
export const domainsOf = (host: string): string[] => {
  const labels = /^[^.]+$|\d$|]$/.test(host) ? [] : host.split('.')
  const domains = labels.map((_, index) => labels.slice(-1 - index).join('.'))
  return [...domains.filter((domain) => domain.length >= siteOf(host).length), '']
}
