import { PREFIX } from './storage.ts'

/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600

export const readCookie = (): string | undefined =>
  new RegExp(`(^|; )${PREFIX}=([^;]*)`).exec(document.cookie)?.[2]

/** An empty value removes the cookie. Answers whether the browser took it. */
export const writeCookie = (value: string, domain: string): boolean => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
  document.cookie = `${PREFIX}=${value};path=/;samesite=lax;domain=${domain};max-age=${value ? MAX_AGE_SECONDS : 0}`
  return readCookie() === value
}

/**
 * The domains a cookie of this page might be for, widest first: `co.uk`, `acme.co.uk`,
 * `www.acme.co.uk`, and none. Browsers refuse the public ones, of which the list is long.
 */
export const domainsOf = (labels: string[]): string[] => [
  ...labels.map((_, index) => labels.slice(-2 - index).join('.')),
  '',
]
