import { describe, expect, it } from 'vitest'
import { meaningOf } from './meaning.ts'

const SITE = 'https://www.acme.example'

/** An address as it is sent, and what is kept of it. */
const ADDRESSES: [string, string][] = [
  ['/reset?token=SECRET&email=person@acme.com', '/reset'],
  ['/?resetToken=abc&utm_source=google', '/?utm_source=google'],
  ['/?q=shoes&access_token=abc&page=2', '/?q=shoes&page=2'],
  [
    '/?API-KEY=1&session_id=2&sid=3&gclid=Cj0KCQiA5NSdBhDfARIsALzs2EA',
    '/?gclid=Cj0KCQiA5NSdBhDfARIsALzs2EA',
  ],
  ['/?next=ann%40acme.example', '/'],
  ['/?u=eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0MiJ9.c2lnbmF0dXJl', '/'],
  ['/#/reset?token=abc', '/#/reset'],
  ['/#access_token=abc&state=x', '/#state=x'],
  ['/#pricing', '/#pricing'],
  ['/reset/0123456789abcdef-secret-token', '/reset/redacted'],
  ['/invite/ann@acme.com/9f8e7d', '/invite/redacted/redacted'],
  ['/users/ann%40acme.com/edit', '/users/redacted/edit'],
  ['/s/4f1d2c3b4a5968778695a4b3c2d1e0f9', '/s/redacted'],
  ['/blog/how-to-reset-your-password', '/blog/how-to-reset-your-password'],
  ['/docs/keyboard?utm_content=ann@acme.com', '/docs/keyboard'],
  ['/products/2026-spring-collection?color=red', '/products/2026-spring-collection?color=red'],
]

describe('an address', () => {
  it.each(ADDRESSES)('%s is kept as %s', async (sent, kept) => {
    const [url, expected] = [SITE + sent, SITE + kept]
    const { stored } = await meaningOf({
      type: 'track',
      event: 'Form Submitted',
      anonymousId: 'a1',
      properties: { url, download: url },
      context: {
        page: { url, referrer: url, search: new URL(url).search },
        attribution: { first: { landing: url, referrer: url } },
      },
    })
    expect(stored?.properties).toEqual({ url: expected, download: expected })
    expect(stored?.context).toMatchObject({
      page: { url: expected, referrer: expected, search: new URL(expected).search },
      attribution: { first: { landing: expected, referrer: expected } },
    })
  })

  it('loses the user that it names', async () => {
    const url = 'https://ann:pass@www.acme.example/docs'
    const { stored } = await meaningOf({ type: 'page', anonymousId: 'a1', properties: { url } })
    expect(stored?.properties).toEqual({ url: 'https://www.acme.example/docs' })
  })

  it('of a server loses them as well', async () => {
    const event = { type: 'page', anonymousId: 'a1', properties: { url: `${SITE}/?token=abc` } }
    const { stored } = await meaningOf(event, { writeKey: 'sk_server' })
    expect(stored?.properties).toEqual({ url: `${SITE}/` })
  })

  it.each([
    '/'.repeat(30_000),
    `/${'a-'.repeat(15_000)}`,
    `?${'a=%'.repeat(10_000)}`,
    '@'.repeat(30_000),
  ])('of 30 KB takes no time', async (path) => {
    const began = performance.now()
    await meaningOf({ type: 'page', anonymousId: 'a1', properties: { url: path } })
    expect(performance.now() - began).toBeLessThan(1_000)
  })
})
