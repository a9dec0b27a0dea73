import { describe, expect, it } from 'vitest'
import { edge } from './edge.ts'
import { onDevice, openPage, wait } from './page.ts'

const SITE = 'https://www.acme.example'

/** Opens a page and tells of it in all ways there are; answers with what was sent and kept. */
async function tellOf(url: string, settings = {}): Promise<{ url: unknown; all: string }> {
  const analytics = await openPage({ url: `${SITE}${url}`, referrer: `${SITE}${url}`, ...settings })
  await analytics.page()
  await (await openPage({ url: `${SITE}${url}`, anonymous: 'keep', ...settings })).page()
  await analytics.identify('u1')
  await wait(3_000)
  return {
    url: edge.events[0]?.context?.page?.url,
    all: decodeURIComponent(JSON.stringify(edge.posts) + onDevice()),
  }
}

describe('an address', () => {
  it.each([
    ['/reset?reset_password_token=S3cr3tValue', '/reset'],
    ['/callback?code=S3cr3tValue&state=S3cr3tValue', '/callback'],
    ['/in?email=ann%40acme.example&password=S3cr3tValue', '/in'],
    ['/?apikey=S3cr3tValue&PHPSESSID=S3cr3tValue&sid=S3cr3tValue', '/'],
    ['/?utm_source=news&jwt=S3cr3tValue', '/?utm_source=news'],
    ['/?S3cr3tValue', '/'],
    ['/#access_token=S3cr3tValue', '/'],
    ['/#/reset?token=S3cr3tValue', '/#/reset'],
    ['/#!/join/ann@acme.example?key=S3cr3tValue', '/#!/join/*'],
    ['/#/reset/S3cr3tValue', '/#/reset/*'],
    ['/reset/0123456789abcdef-S3cr3tValue', '/reset/*'],
    ['/invite/ann@acme.example/9f8e7d', '/invite/*/*'],
    ['/invite/ann%40acme.example', '/invite/*'],
    ['/password/reset/S3cr3tValue/confirm', '/password/reset/*/confirm'],
    ['/u/eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.S3cr3tValue', '/u/*'],
    ['/share/1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed', '/share/*'],
    ['/cart;jsessionid=S3cr3tValue', '/cart'],
    ['/?utm_content=ann%40acme.example&utm_term=crm', '/?utm_term=crm'],
  ])('%s is told without what is secret', async (address, told) => {
    const { url, all } = await tellOf(address)
    expect(url).toBe(SITE + told)
    expect(all).not.toMatch(/S3cr3t|ann@acme|9f8e7d|bbfd/)
  })

  it.each([
    '/pricing',
    '/blog/2026-11-30-our-new-product',
    '/shop/iphone-15-pro-max-256gb-black',
    '/p/4006381333931',
    '/orders/302-1234567-1234567',
    '/kundenzufriedenheitsumfrage',
    '/authors/ann-lee/page-2',
    '/blogging/2026/how-to-write',
    '/invite/friends',
    '/%D0%BF%D1%80%D0%B8%D0%B2%D0%B5%D1%82-%D0%BC%D0%B8%D1%80',
    '/?utm_source=news&gclid=Cj0KCQiA1NebBhDDARIsAANiDD3',
    '/#/pricing',
  ])('%s is told as it is', async (address) => {
    expect((await tellOf(address)).url).toBe(SITE + address)
  })

  it('keeps the parameters that the site allows, unless they hold an address of a person', async () => {
    const { url } = await tellOf('/?q=gears&page=2&key=1&q=ann@acme.example', { query: 'q, page' })
    expect(url).toBe(`${SITE}/?q=gears&page=2`)
  })

  it('is never a user and a password', async () => {
    const { all } = await tellOf('/'.replace('/', '/x'), {})
    expect(all).not.toContain('S3cr3t')
    const analytics = await openPage({ referrer: 'https://ann:S3cr3t@www.acme.example/x' })
    await analytics.page()
    expect(JSON.stringify(edge.posts)).not.toContain('S3cr3t')
  })
})

describe('a first page with a very long address', () => {
  it('costs no later event', async () => {
    const long = `${SITE}/?utm_source=${'s'.repeat(20_000)}#/editor?s=${'x'.repeat(20_000)}`
    const analytics = await openPage({ url: long })
    expect(await analytics.page()).toMatchObject({ status: 'delivered' })
    const next = await openPage()
    expect(await next.identify({ email: 'ann@acme.example' })).toMatchObject({
      status: 'delivered',
    })
    expect(JSON.stringify(edge.events.at(-1)).length).toBeLessThan(8_000)
  })
})
