import { listOf, settings } from '../settings.ts'

/** Query parameters by which advertising systems recognise their own clicks. */
export const CLICK_ID = /(clk?id|braid|li_fat_id|rdt_cid)$/i

/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
const SITE = /[^.]+(\.((com?|org|net|ac|gov)\.)?\w+)?$/

/** A fragment that routes (`#/pricing`, `#!/pricing`); any other only scrolls. */
const ROUTE = /^(#!?)(\/[^?]*)(.*)/

const EMAIL = /(@|%(25)*40)[\w-]+\./i

/** Words after which the rest of a path is for one person: `/reset/…`, `/invite/ann/…`. */
const PERSONAL =
  /(^|[^a-z])(token|reset|passw|invit|verif|confirm|activat|magic|secret|unsubscr|recover)/i

/** What no word is: a dozen letters and digits in one piece, well mixed; or 32 letters. */
const RANDOM = /(?=\w*(\d[a-z]+\d|\d{5}))(?=\d*[a-z])[a-z\d]{12}|[a-z]{32}/i

/** What may be a code where the address is personal. */
const CODE = /\d|^[^-]{16}|[a-z][A-Z]/

/** The longest address that is told: every later event carries that of the first page. */
const MOST_CHARACTERS = 1_000

/** Whether a host is a domain or one of its subdomains. */
export const isWithin = (host: string, domain: string): boolean => `.${host}`.endsWith(`.${domain}`)

/** The domain that a site's hosts have in common. */
export const siteOf = (host: string): string => SITE.exec(host)?.[0] ?? ''

const isTold = (pair: string): boolean => {
  const [name = ''] = pair.split('=')
  const isAllowed =
    /^(utm_|fs_[cl]id$)/.test(name) || CLICK_ID.test(name) || listOf(settings.query).includes(name)
  return isAllowed && !EMAIL.test(pair)
}

const safeQuery = (search: string): string =>
  search
    .slice(1)
    .split('&')
    .filter(isTold)
    .join('&')
    .replace(/^(?=.)/, '?')

const safePath = (path: string): string => {
  let isPersonal = false
  return path.replace(/[^/]+/g, (given) => {
    const [part] = given.split(';') as [string]
    const isSecret = EMAIL.test(part) || RANDOM.test(part) || (isPersonal && CODE.test(part))
    isPersonal = isPersonal || EMAIL.test(part) || PERSONAL.test(part)
    return isSecret ? '*' : part
  })
}

/**
 * Scheme, user, host, path, query and fragment. Intentionally not by `URL`, which is dear to a page that
 * is loading: what the browser says of addresses is in order, and the edge judges them all.
 */
const PARTS = /^(\w*:?\/*)([^/?#]*@)?([^/?#]*)([^?#]*)(\??[^#]*)(.*)/s

type Parts = [
  all: string,
  scheme: string,
  user: string,
  host: string,
  path: string,
  search: string,
  hash: string,
]

/** Of any text, since each part may be empty. */
const split = (href: string): Parts => PARTS.exec(href) as unknown as Parts

export const hostOf = (href: string): string => split(href)[3].replace(/:\d*$/, '')

export interface PageAddress {
  href: string
  /** With a fragment that routes. */
  path: string
  search: string
}

/**
 * An address as it may be kept and told: of the query the campaign, click ids and what the site
 * allows; no scrolling fragment; and in place of what is for one person only (an address, a token), `*`.
 */
export const pageAddress = (given: string): PageAddress => {
  const [, scheme, , host, path, search, fragment] = split(given)
  const [, mark, route = '', query = ''] = ROUTE.exec(fragment) ?? []
  const hash = mark ? mark + safePath(route) + safeQuery(query) : ''
  const href = (scheme + host + safePath(path) + safeQuery(search) + hash).slice(0, MOST_CHARACTERS)
  const [, , , , shortPath, shortSearch, shortHash] = split(href)
  return { href, path: shortPath + shortHash, search: shortSearch }
}
