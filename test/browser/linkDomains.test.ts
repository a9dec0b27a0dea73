import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { forgetCookies, HOME, leavePage, openPage, wait } from './page.ts'

const LINKED = { linkDomains: 'shop.example, acme.org' }

/** Where a click on a link leads, as the browser would follow it. */
function follow(href: string): string {
  document.body.innerHTML = `<a href="${href}"><b>there</b></a>`
  const link = document.querySelector('a') as HTMLAnchorElement
  let target = ''
  link.addEventListener('click', (event) => {
    target = link.href
    event.preventDefault()
  })
  document
    .querySelector('b')
    ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }))
  return target
}

const arrive = async (url: string, settings = {}, referrer = HOME): Promise<Analytics> => {
  leavePage()
  forgetCookies()
  localStorage.clear()
  return openPage({ url, referrer, ...settings })
}

describe('a link to another domain of the owner', () => {
  let here: Analytics
  beforeEach(async () => {
    here = await openPage(LINKED)
  })

  it.each(['https://shop.example/cart?x=1#top', 'https://www.shop.example/', 'https://acme.org/'])(
    'carries the person to %s',
    async (href) => {
      const { anonymousId } = here.user()
      const target = follow(href)
      expect(target).not.toBe(href)
      const there = await arrive(target, { linkDomains: ['acme.example'] })
      expect(there.user().anonymousId).toBe(anonymousId)
    },
  )

  it('keeps its own parameters and place', () => {
    const target = new URL(follow('https://shop.example/cart?x=1#top'))
    expect([target.pathname, target.searchParams.get('x'), target.hash]).toEqual([
      '/cart',
      '1',
      '#top',
    ])
  })

  it.each([
    'https://elsewhere.example/',
    'https://notshop.example/',
    'https://shop.example.elsewhere.example/',
    'https://www.acme.example/pricing',
    'mailto:ann@shop.example',
  ])('is told from others: %s', (href) => {
    expect(follow(href)).toBe(href)
  })

  it('carries nobody after two minutes', async () => {
    const { anonymousId } = here.user()
    const target = follow('https://shop.example/')
    await wait(121_000)
    const there = await arrive(target, { linkDomains: 'acme.example' })
    expect(there.user().anonymousId).not.toBe(anonymousId)
  })

  it('carries nobody when it has lost its id', async () => {
    const target = new URL(follow('https://shop.example/'))
    const [id = ''] = `${target.searchParams.get('fse_id')}`.split('~')
    const there = await arrive(target.href.replace(id, ''), { linkDomains: 'acme.example' })
    expect(there.user().anonymousId).toMatch(/.{16}/)
    expect(there.user().anonymousId).not.toBe(id)
  })

  it.each(['', 'https://elsewhere.example/', 'https://acme.example.elsewhere.example/', 'https:/'])(
    'carries nobody who comes from "%s"',
    async (referrer) => {
      const target = follow('https://shop.example/')
      const there = await arrive(target, { linkDomains: 'acme.example' }, referrer)
      expect(target).not.toContain(there.user().anonymousId)
    },
  )

  it('carries nobody to a page that did not ask', async () => {
    const { anonymousId } = here.user()
    const there = await arrive(follow('https://shop.example/'))
    expect(there.user().anonymousId).not.toBe(anonymousId)
  })

  it('never shows in a reported address', async () => {
    const { anonymousId } = here.user()
    const there = await arrive(follow('https://shop.example/?x=1'), {
      linkDomains: 'acme.example',
      query: 'x',
    })
    await there.page()
    expect(edge.events).toMatchObject([{ properties: { url: 'https://shop.example/?x=1' } }])
    const { anonymousId: id, ...rest } = edge.events[0] ?? {}
    expect(id).toBe(anonymousId)
    expect(JSON.stringify(rest)).not.toContain(anonymousId)
  })
})

describe('links', () => {
  it('stay as they are without the setting', async () => {
    await openPage()
    expect(follow('https://shop.example/')).toBe('https://shop.example/')
  })

  it('stay as they are without consent', async () => {
    const analytics = await openPage({ ...LINKED, consent: 'required' })
    expect(follow('https://shop.example/')).toBe('https://shop.example/')
    analytics.consent(true)
    expect(follow('https://shop.example/')).not.toBe('https://shop.example/')
  })

  it.each([{}, LINKED])('within a drawing may be clicked, with %j', async (settings) => {
    await openPage(settings)
    document.body.innerHTML =
      '<svg><a href="https://shop.example/"><text id="there">there</text></a></svg>'
    document
      .getElementById('there')
      ?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true }))
    expect(vi.mocked(console.error)).not.toHaveBeenCalled()
  })
})
