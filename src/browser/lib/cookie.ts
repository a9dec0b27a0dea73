/** Safari keeps script cookies for 7 days, the others for at most 400; each visit starts this anew. */
const MAX_AGE_SECONDS = 400 * 24 * 3600

export const readCookie = (name: string): string | undefined =>
  document.cookie
    .split('; ')
    .find((cookie) => cookie.startsWith(`${name}=`))
    ?.slice(name.length + 1)

/** An empty value removes the cookie. */
export const writeCookie = (name: string, value: string, domain: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is asynchronous and young
  document.cookie = `${name}=${value};path=/;samesite=lax;domain=${domain};max-age=${value && MAX_AGE_SECONDS}${
    location.protocol === 'https:' ? ';secure' : ''
  }`
}

/**
 * The widest domain the browser lets this page set cookies for: `acme.co.uk` on
 * `www.acme.co.uk`. Found by trying, since the list of public suffixes is long.
 */
export function widestDomain(probe: string): string {
  const labels = location.hostname.split('.')
  for (let from = labels.length - 1; from--; ) {
    const domain = labels.slice(from).join('.')
    writeCookie(probe, '1', domain)
    if (readCookie(probe)) {
      writeCookie(probe, '', domain)
      return domain
    }
  }
  return ''
}
