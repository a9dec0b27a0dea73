import { fail, type Result, succeed } from '../protocol/result.ts'

/** `modern` is the suite (`*.myfreshworks.com`), `classic` the older product with leads (`*.freshsales.io`). */
export type Generation = 'modern' | 'classic'

/** Where one account's API lives. */
export interface Domain {
  /** `https://acme.myfreshworks.com` */
  origin: string
  /** Base of the REST API, without a slash at the end. */
  api: string
  /** Base of the tracking API, without a slash at the end. */
  track: string
  generation: Generation
}

/** What differs between the hosts that Freshsales is served from. */
const HOSTS: readonly { suffix: string; generation: Generation }[] = [
  { suffix: '.myfreshworks.com', generation: 'modern' },
  { suffix: '.freshworks.com', generation: 'modern' },
  { suffix: '.freshsales.io', generation: 'classic' },
]

const PATHS: { readonly [key in Generation]: { api: string; track: string } } = {
  modern: { api: '/crm/sales/api', track: '/crm/sales' },
  classic: { api: '/api', track: '' },
}

/** One DNS label in lower-case ASCII. Checked on the raw text: a URL parser would turn Cyrillic or `2130706433` into something that passes. */
const ALIAS = /^(?=.*[a-z])[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/

/** Before lower-casing, which would turn the Kelvin sign into a plain k. */
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/

/** What people copy after the host, from their browser or from the settings page. */
const COPIED_PATH = /^(?:\/crm(?:\/sales(?:\/[a-z0-9/_-]*)?)?|\/api)?\/?$/

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9][0-9]{0,4})(\/classic)?\/?$/

const HINT = 'use your account name or its address, such as acme.myfreshworks.com'

const HOST_HINT = 'write the host of your account alone, such as crm.acme.com'

/** Names that lead into a network of one's own, or nowhere. */
const PRIVATE =
  /(?:^|\.)(?:localhost|localdomain|local|internal|intranet|lan|home|corp|private|arpa)$/

/**
 * Reads the domain of a Freshsales account in any spelling people use: `acme`,
 * `acme.myfreshworks.com`, `https://acme.myfreshworks.com/crm/sales/api/`, `acme.freshsales.io`.
 *
 * With `allowLoopback`, a simulator on this machine as well: `http://127.0.0.1:8788`, or
 * `http://127.0.0.1:8788/classic` for one that answers on classic paths.
 */
export function parseDomain(
  text: string,
  options: { allowLoopback?: boolean } = {},
): Result<Domain> {
  const given = text.trim()
  if (given === '') return fail(`is empty: ${HINT}`)
  if (!PRINTABLE_ASCII.test(given)) return fail(`has a character that no address has: ${HINT}`)
  const typed = given.toLowerCase()
  const loopback = LOOPBACK.exec(typed)
  if (loopback) return parseLoopback(typed, loopback, options.allowLoopback === true)
  const { host, path } = split(typed)
  if (!COPIED_PATH.test(path)) return fail(`has a path that is not Freshsales': ${HINT}`)
  if (ALIAS.test(host) && host !== 'localhost')
    return succeed(at(`https://${host}.myfreshworks.com`, 'modern'))
  for (const { suffix, generation } of HOSTS) {
    if (!host.endsWith(suffix)) continue
    if (ALIAS.test(host.slice(0, -suffix.length))) return succeed(at(`https://${host}`, generation))
  }
  return fail(
    `is not a Freshsales address: ${HINT}; if your account answers on a host of your own, name it in FRESHSALES_HOST`,
  )
}

/**
 * Reads the host of an account that Freshsales serves under the company's own domain:
 * `crm.acme.com`, `https://crm.acme.com/crm/sales/`. The API key goes to whatever is named here, so
 * it is a setting of its own: a slip in FRESHSALES_DOMAIN can never send the key to a stranger.
 */
export function parseHost(text: string): Result<Domain> {
  const given = text.trim()
  if (!PRINTABLE_ASCII.test(given)) return fail(`has a character that no host has: ${HOST_HINT}`)
  const typed = given.toLowerCase()
  if (typed.startsWith('http:')) return fail('must be reached by https://')
  const { host, path } = split(typed)
  if (!COPIED_PATH.test(path)) return fail(`has a path that is not Freshsales': ${HOST_HINT}`)
  if (HOSTS.some(({ suffix }) => host.includes(suffix.slice(1))))
    return fail(
      `has the name of Freshsales' own hosts in it: write such an address as FRESHSALES_DOMAIN`,
    )
  if (PRIVATE.test(host)) return fail(`leads into a private network: ${HOST_HINT}`)
  return isPublicName(host)
    ? succeed(at(`https://${host}`, 'modern'))
    : fail(`is no name of a host on the internet: ${HOST_HINT}`)
}

/** Whether it was named by `parseHost`. */
export function isOwnHost({ origin }: Domain): boolean {
  return origin.startsWith('https:') && !HOSTS.some(({ suffix }) => origin.endsWith(suffix))
}

/** Labels of a DNS name; the last one has a letter, or it would be an address in numbers. */
function isPublicName(host: string): boolean {
  const labels = host.split('.')
  return (
    host.length <= 253 &&
    labels.length >= 2 &&
    labels.every((label) => LABEL.test(label)) &&
    /^[a-z]/.test(labels.at(-1) ?? '')
  )
}

function parseLoopback(typed: string, match: RegExpExecArray, allowed: boolean): Result<Domain> {
  if (!allowed) return fail(`points at this machine, which only a local start may do: ${HINT}`)
  if (Number(match[1]) > 65_535) return fail('has a port above 65535')
  const origin = typed.replace(/(?:\/classic)?\/?$/, '')
  return succeed(at(origin, match[2] ? 'classic' : 'modern'))
}

function split(typed: string): { host: string; path: string } {
  const bare = typed.replace(/^https?:\/\//, '')
  const slash = bare.indexOf('/')
  return slash < 0
    ? { host: bare, path: '' }
    : { host: bare.slice(0, slash), path: bare.slice(slash) }
}

function at(origin: string, generation: Generation): Domain {
  const paths = PATHS[generation]
  return { origin, api: origin + paths.api, track: origin + paths.track, generation }
}
