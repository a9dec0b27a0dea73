/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^#!?\//

/** The parameter that carries the anonymous id to another domain of the site's owner. */
export const LINK_PARAMETER = 'fse_id'

/** The address of a page as it may be told: allowed query parameters only, no scrolling fragment. */
export function pageAddress(href: string, allowed?: string[]): URL {
  const url = new URL(href)
  url.searchParams.delete(LINK_PARAMETER)
  if (allowed) {
    for (const name of [...url.searchParams.keys()]) {
      if (!allowed.includes(name)) url.searchParams.delete(name)
    }
  }
  if (!ROUTE.test(url.hash)) url.hash = ''
  return url
}
