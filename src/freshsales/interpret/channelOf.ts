import type { Touch } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import {
  CHANNEL_OF_MEDIUM,
  CLICK_IDS,
  EMAIL_MEDIUM,
  HOSTS,
  PAID_MEDIUM,
  SOCIAL_MEDIUM,
} from '../mapping/channels.ts'

/** How somebody came, in the words of analytics tools. */
export interface Channel {
  source: string
  medium: string
  /** The lead source it is, on accounts that have one of that name. */
  leadSource?: string
}

/** The operator's own: by a host, which stands for its subdomains, or by a parameter of the address. */
export type Channels = { readonly [hostOrParameter: string]: Channel }

/** Reads `CHANNELS`: `{"partner.example": "acme partners / partner / Partner", "aff_id": "affiliates / cpa"}`. */
export function parseChannels(value: unknown): Result<Channels> {
  if (!isObject(value))
    return fail('must be an object such as {"partner.example": "acme / partner"}')
  const channels: { [key: string]: Channel } = {}
  for (const [key, text] of Object.entries(value)) {
    const channel = typeof text === 'string' ? toChannel(text) : undefined
    if (!channel)
      return fail(`${key}: must be "source / medium", or "source / medium / lead source"`)
    channels[hostOrParameter(key)] = channel
  }
  return succeed(channels)
}

/** `https://www.Partner.example/` is the host `partner.example`. */
const hostOrParameter = (key: string) =>
  key
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/|[/?#].*/gs, '')
    .replace(/^www\./, '')

function toChannel(text: string): Channel | undefined {
  const [source, medium, leadSource, ...others] = text.split('/').map((part) => part.trim())
  if (!source || !medium || leadSource === '' || others.length > 0) return undefined
  return { source, medium, ...(leadSource && { leadSource }) }
}

const DIRECT: Channel = { source: 'direct', medium: 'none' }

/** The campaign's own words win; a click id fills what they leave open, then the site that linked here. */
export function channelOf(touch: Touch, own: Channels = {}): Partial<Channel> {
  const clicked = clickedOf(touch, own)
  const found = clicked ?? linkedFrom(hostOf(touch.referrer), own) ?? DIRECT
  const { source = found.source } = touch
  const isSame = String(source).toLowerCase() === found.source.toLowerCase()
  const medium = touch.medium ?? (isSame || clicked ? found.medium : undefined)
  const isFound = isSame && medium === found.medium
  const leadSource = (isFound ? found.leadSource : undefined) ?? leadSourceOf(source, medium)
  return { source, ...(medium && { medium }), ...(leadSource && { leadSource }) }
}

function clickedOf({ click, landing }: Touch, own: Channels): Channel | undefined {
  const query = typeof landing === 'string' ? parse(landing)?.searchParams : undefined
  const given = new Set(
    [...Object.keys(isObject(click) ? click : {}), ...(query?.keys() ?? [])].map((name) =>
      name.toLowerCase(),
    ),
  )
  for (const parameter of [...Object.keys(own), ...CLICK_NAMES])
    if (given.has(parameter)) return own[parameter] ?? toChannel(CLICK_IDS[parameter] ?? '')
  return undefined
}

const CLICK_NAMES = Object.keys(CLICK_IDS)

/** Its own name where the tables do not know it. */
function linkedFrom(host: string | undefined, own: Channels): Channel | undefined {
  if (host === undefined) return undefined
  for (const suffix of suffixesOf(host)) if (Object.hasOwn(own, suffix)) return own[suffix]
  return knownHost(host) ?? { source: host, medium: 'referral' }
}

const BY_HOST: ReadonlyMap<string, Channel> = new Map(
  Object.entries(HOSTS).flatMap(([medium, lines]) =>
    lines
      .trim()
      .split('\n')
      .flatMap((line) => {
        const [source = '', hosts = ''] = line.trim().split(': ')
        return hosts.split(' ').map((host): [string, Channel] => [host, { source, medium }])
      }),
  ),
)

function knownHost(host: string): Channel | undefined {
  const whole = BY_HOST.get(`=${host}`) ?? BY_HOST.get(`${withoutTopLevel(host)}.*`)
  if (whole) return whole
  for (const suffix of suffixesOf(host)) {
    const known = BY_HOST.get(suffix) ?? BY_HOST.get(`*.${withoutTopLevel(suffix)}.*`)
    if (known) return known
  }
  return undefined
}

/** `a.b.c`, `b.c`, `c`. */
const suffixesOf = (host: string): string[] =>
  host.split('.').map((_, index, labels) => labels.slice(index).join('.'))

/** `google` of `google.com`, `google.co.uk` and `google.com.br`. */
const withoutTopLevel = (host: string) => host.replace(/\.(?:com?\.)?[a-z]{2,3}$/, '')

function hostOf(address: unknown): string | undefined {
  const host = typeof address === 'string' ? parse(address)?.hostname : undefined
  return host?.toLowerCase().replace(/^www\./, '') || undefined
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined
}

function leadSourceOf(source: string, medium: string | undefined): string | undefined {
  if (medium === undefined) return undefined
  if (PAID_MEDIUM.test(medium)) {
    const kind = MEDIUM_OF_SOURCE.get(source.toLowerCase())
    return kind === 'social' ? 'Paid Social' : kind === 'organic' ? 'Paid Search' : undefined
  }
  if (EMAIL_MEDIUM.test(medium)) return CHANNEL_OF_MEDIUM.email
  if (SOCIAL_MEDIUM.test(medium)) return CHANNEL_OF_MEDIUM.social
  return Object.entries(CHANNEL_OF_MEDIUM).find(([name]) => name === medium)?.[1]
}

const MEDIUM_OF_SOURCE: ReadonlyMap<string, string> = new Map(
  [...BY_HOST.values()].map(({ source, medium }) => [source, medium]),
)

/** Whether an address is of the site itself: the domain that both hosts have in common. */
export function isOwnSite(referrer: string, page: string): boolean {
  const [one, other] = [hostOf(referrer), hostOf(page)].map((host) => host && siteOf(host))
  return one !== undefined && one === other
}

/** `acme.com` of `www.acme.com`, `acme.co.uk` of `www.acme.co.uk`. */
function siteOf(host: string): string {
  const labels = host.split('.')
  const isUnderCountry = /^(?:com?|org|net|ac|gov)$/.test(labels.at(-2) ?? '')
  return labels.slice(isUnderCountry ? -3 : -2).join('.')
}
