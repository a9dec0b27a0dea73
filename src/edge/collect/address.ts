import type { Config } from '../settings/config.ts'

/** The visitor's address as Cloudflare saw it; absent outside Cloudflare's network. */
export function addressOf(request: Request): string | undefined {
  return request.headers.get('cf-connecting-ip') ?? undefined
}

/** What is kept of an address, by CLIENT_IP. */
export function redactAddress(address: unknown, policy: Config['clientIp']): string | undefined {
  if (typeof address !== 'string' || policy === 'off') return undefined
  const groups = policy === 'full' ? { ipv4: 4, ipv6: 8 } : { ipv4: 3, ipv6: 3 }
  return networkOf(address, groups)
}

/** One visitor for the throttle: an IPv4 address, or the /64 that an IPv6 customer is given. */
export function throttleKeyOf(address: string | undefined): string {
  return keyOf(address, 4)
}

/** One guesser of tokens: whoever has a /48 has 65,536 networks of a /64. */
export function guesserKeyOf(address: string | undefined): string {
  return keyOf(address, 3)
}

const GROUPS = 4096

/**
 * Which of so many groups an address belongs to, for fair shares among those who wait. A million
 * addresses share each, and without the secret nobody can tell which.
 */
export function addressGroup(address: string | undefined, secret: string): number | undefined {
  if (address === undefined) return undefined
  let hash = FNV_OFFSET
  for (const character of `${secret} ${throttleKeyOf(address)} ${secret}`)
    hash = Math.imul(hash ^ character.charCodeAt(0), FNV_PRIME)
  return ((hash ^ (hash >>> 15)) >>> 0) % GROUPS
}

/** FNV-1a: http://www.isthe.com/chongo/tech/comp/fnv/ */
const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

function keyOf(address: string | undefined, ipv6: number): string {
  return address === undefined ? 'unknown' : (networkOf(address, { ipv4: 4, ipv6 }) ?? 'unknown')
}

/** Keeps the leading groups of an address: of 8 bits in IPv4, of 16 in IPv6. Undefined for what is no address. */
function networkOf(address: string, keep: { ipv4: number; ipv6: number }): string | undefined {
  if (/^\d{1,3}(?:\.\d{1,3}){3}$/.test(address)) {
    const groups = address.split('.')
    return groups.map((group, index) => (index < keep.ipv4 ? group : '0')).join('.')
  }
  const groups = ipv6Groups(address)
  if (!groups) return undefined
  const kept = groups.slice(0, keep.ipv6).join(':')
  return keep.ipv6 < IPV6_GROUPS ? `${kept}::` : kept
}

const IPV6_GROUPS = 8

/** The eight groups, `::` written out. */
function ipv6Groups(address: string): string[] | undefined {
  if (!/^[0-9a-f:]{2,39}$/i.test(address) || !address.includes(':')) return undefined
  const [head = '', tail] = address.toLowerCase().split('::', 2)
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const missing = IPV6_GROUPS - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  return [...before, ...Array<string>(missing).fill('0'), ...after]
}
