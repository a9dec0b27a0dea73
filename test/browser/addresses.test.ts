import { afterEach, describe, expect, it, vi } from 'vitest'
import { pageAddress } from '../../src/browser/record/pageAddress.ts'
import { configure } from '../../src/browser/settings.ts'
import { writeCookie } from '../../src/browser/visitor/storage.ts'
import { redactUrl } from '../../src/protocol/redactUrl.ts'

afterEach(() => vi.unstubAllGlobals())

const SECRETS = ['S3cr3t-Value-0123456789', '8f14e45fceea167a5a36dedd4bea2543', 'ann@acme.example']
const NAMES = [
  ...['token', 'resetToken', 'api_key', 'code', 'password', 'session', 'PHPSESSID', 'sid', 'jwt'],
  ...['email', 'auth', 'signature', 'otp', 'secret', 'ticket', 'phone', 'access_token'],
]
const STEPS = [
  ...['reset', 'password-reset', 'invite', 'invitation', 'verify', 'confirm', 'activate'],
  ...['activation', 'magic', 'unsubscribe', 'recover', 'token', 'secret', 'reset_token'],
]

/** Where a secret stands in an address. */
const PLACES = SECRETS.flatMap((secret) => [
  ...NAMES.flatMap((name) => [
    { secret, address: `/p?a=1&${name}=${secret}` },
    { secret, address: `/p?${name}=${encodeURIComponent(secret)}&b=2` },
    { secret, address: `/p#${name}=${secret}` },
    { secret, address: `/p#/in?${name}=${secret}` },
  ]),
  ...STEPS.flatMap((step) => [
    { secret, address: `/${step}/${secret}` },
    { secret, address: `/user/${step}/${secret}/now` },
    { secret, address: `/#/${step}/${secret}` },
  ]),
])

describe('the page and the edge', () => {
  it('take the same secrets out of an address, whichever of them reads it', () => {
    configure({ writeKey: 'wk', endpoint: 'https://edge.acme.example' })
    const readers = {
      page: (url: string) => pageAddress(url).href,
      edge: redactUrl,
      both: (url: string) => redactUrl(pageAddress(url).href),
    }
    const left = Object.entries(readers).flatMap(([reader, read]) =>
      PLACES.filter(({ secret, address }) =>
        decodeURIComponent(read(`https://www.acme.example${address}`)).includes(secret),
      ).map(({ address }) => `${reader}: ${address}`),
    )
    expect(left).toEqual([])
  })
})

it.each([
  ['https:', true],
  ['http:', false],
])('a cookie of a page on %s goes over https only: %s', (protocol, isSecure) => {
  const document = { cookie: '' }
  vi.stubGlobal('document', document)
  vi.stubGlobal('location', { protocol })
  writeCookie('a', 'acme.example')
  expect(/;secure$/.test(document.cookie)).toBe(isSecure)
})
