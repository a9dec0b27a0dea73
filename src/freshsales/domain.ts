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

/** Before lower-casing, which would turn the Kelvin sign into a plain k. */
const PRINTABLE_ASCII = /^[\x21-\x7e]+$/

/** What people copy after the host, from their browser or from the settings page. */
const COPIED_PATH = /^(?:\/crm(?:\/sales(?:\/[a-z0-9/_-]*)?)?|\/api)?\/?$/

const LOOPBACK = /^http:\/\/(?:127\.0\.0\.1|localhost):([1-9][0-9]{0,4})(\/classic)?\/?$/

const HINT = 'use your account name or its address, such as acme.myfreshworks.com'

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
  return fail(`is not a Freshsales address: ${HINT}`)
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
