import { inLatin, toEmail } from '../../../protocol/toEmail.ts'
import type { AdmittedEvent } from '../../collect/admission.ts'

/** Every address in an event, wherever it stands and however it is spelt, and its ids. Pure. */
export function keysNamedIn(event: AdmittedEvent): string[] {
  const { userId, anonymousId } = event
  const addresses = new Set<string>()
  addAddresses(event, addresses)
  return [
    ...[...addresses].map((address) => `e:${address}`),
    ...(userId === undefined ? [] : [`u:${userId}`]),
    ...(anonymousId === undefined ? [] : [`a:${anonymousId}`]),
  ]
}

/** Names of values count as texts. */
function addAddresses(value: unknown, addresses: Set<string>): void {
  if (typeof value === 'string') for (const each of addressesIn(value)) addresses.add(each)
  else if (typeof value === 'object' && value !== null)
    for (const [name, each] of Object.entries(value)) {
      for (const address of addressesIn(name)) addresses.add(address)
      addAddresses(each, addresses)
    }
}

/** What the text is as a whole, and what stands in it; as `toEmail` writes them. Pure. */
export function addressesIn(text: string): string[] {
  if (!SOME_AT.test(text)) return []
  const runs = inLatin(text).match(ADDRESS) ?? []
  // "email=ann@acme.example" is one run, and hardly an address that begins with "email=".
  const candidates = runs.flatMap((run) => [run, run.split(SIGN).at(-1)])
  return [text, ...candidates].flatMap((each) => toEmail(each) ?? [])
}

/** Also as East Asian keyboards have it. */
const SOME_AT = /[@＠﹫]/

const ADDRESS =
  /(?<![^\s"'\\<>(),;:@])[^\s"'\\<>(),;:@]{1,64}@[\p{L}\p{N}\p{M}.-]{1,255}[\p{L}\p{N}\p{M}]/gu

const SIGN = /[=&/?|![\]{}#*~`^$]/
