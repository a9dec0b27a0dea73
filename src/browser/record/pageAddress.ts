import { listOf, settings } from '../settings.ts'

/** The parameter that carries the anonymous id to another domain of the site's owner. */
export const LINK_PARAMETER = 'fse_id'

/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^#!?\//

/** Whether a host is a domain or one of its subdomains. */
export const isWithin = (host: string, domain: string): boolean => `.${host}`.endsWith(`.${domain}`)

/** The address of a page as it may be told: allowed query parameters only, no scrolling fragment. */
export const pageAddress = (href: string): URL => {
  const { query } = settings
  const url = new URL(href)
  const { searchParams } = url
  for (const name of [...searchParams.keys()]) {
    if (name === LINK_PARAMETER || (query != null && !listOf(query).includes(name)))
      searchParams.delete(name)
  }
  if (!ROUTE.test(url.hash)) url.hash = ''
  return url
}
