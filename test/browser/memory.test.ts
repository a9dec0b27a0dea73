import { describe, expect, it } from 'vitest'
import { known, open, SETTLED_MS } from './known.ts'
import { arriveAt, crashPage, forgetCookies, HOME, openPage, tell, wait } from './page.ts'

describe('the memory of a person', () => {
  it('is a first-party cookie and localStorage, which agree', async () => {
    const { anonymousId } = (await known()).user()
    expect(document.cookie).toContain(anonymousId)
    expect(document.cookie).toContain('U1')
    expect(JSON.stringify({ ...localStorage })).toContain(anonymousId)
  })

  it('is in the cookie at the latest when the page goes', async () => {
    const { anonymousId } = (await openPage()).user()
    tell('pagehide')
    expect(document.cookie).toContain(anonymousId)
  })

  it.each([
    ['cookie', forgetCookies],
    ['localStorage', () => localStorage.clear()],
  ])('survives the loss of the %s, and heals', async (_, lose) => {
    const { anonymousId } = (await known()).user()
    crashPage()
    lose()
    expect((await open()).user()).toMatchObject({ anonymousId, userId: 'U1' })
    expect(document.cookie).toContain(anonymousId)
    expect(JSON.stringify({ ...localStorage })).toContain(anonymousId)
  })

  it('is gone when both are', async () => {
    const { anonymousId } = (await known()).user()
    crashPage()
    forgetCookies()
    localStorage.clear()
    expect((await open()).user().anonymousId).not.toBe(anonymousId)
  })

  it('follows the cookie where the two disagree, and keeps the other one apart', async () => {
    const analytics = await known()
    const stored = { ...localStorage }
    analytics.reset()
    const { anonymousId } = analytics.user()
    await wait(SETTLED_MS)
    tell('pagehide')
    // As on a subdomain, which shares the cookie and has a storage of its own.
    Object.assign(localStorage, stored)
    const user = (await open()).user()
    expect(user.anonymousId).toBe(anonymousId)
    expect(user.userId || undefined).toBeUndefined()
    expect(user.traits).toEqual({})
  })

  it('is shared with subdomains, as far as the browser allows', async () => {
    const { anonymousId } = (await known()).user()
    localStorage.clear()
    const elsewhere = await open({ url: 'https://shop.acme.example/' })
    expect(elsewhere.user()).toMatchObject({ anonymousId, userId: 'U1' })
  })

  it('is kept to the domain that the settings name', async () => {
    const settings = { cookieDomain: 'www.acme.example' }
    const { anonymousId } = (await open(settings)).user()
    expect(document.cookie).toContain(anonymousId)
    localStorage.clear()
    const elsewhere = await open({ url: 'https://shop.acme.example/' })
    expect(elsewhere.user().anonymousId).not.toBe(anonymousId)
  })

  it('begins anew where the cookie is damaged', async () => {
    arriveAt(HOME)
    // biome-ignore lint/suspicious/noDocumentCookie: what somebody else left there
    document.cookie = 'fse=%E0%A4%A;path=/'
    const analytics = await open()
    expect(analytics.user().anonymousId).toMatch(/.{16}/)
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
  })

  it.each(['xfse', 'x-fse', 'fse-x'])('is not confused by a cookie %s', async (name) => {
    arriveAt(HOME)
    // biome-ignore lint/suspicious/noDocumentCookie: as a page does it
    document.cookie = `${name}=Eve;path=/`
    const { anonymousId } = (await open()).user()
    expect(anonymousId).not.toContain('Eve')
    expect((await open()).user().anonymousId).toBe(anonymousId)
    expect(document.cookie).toContain(`${name}=Eve`)
  })

  it('follows what another tab learns', async () => {
    const first = await open()
    const second = await open({ beside: true })
    await second.identify('U1', { email: 'ann@acme.example' })
    for (const key of Object.keys({ ...localStorage })) tell('storage', { key })
    expect(first.user()).toMatchObject({ userId: 'U1', traits: { email: 'ann@acme.example' } })
  })

  it('is kept to that domain after a refusal that was taken back, too', async () => {
    const analytics = await open({ cookieDomain: 'www.acme.example' })
    analytics.consent(false)
    analytics.consent(true)
    const { anonymousId } = analytics.user()
    expect(document.cookie).toContain(anonymousId)
    arriveAt('https://shop.acme.example/')
    expect(document.cookie).toBe('')
  })

  it('is not in the way of what others write later: a page that goes leaves the cookie', async () => {
    await open()
    forgetCookies()
    tell('pagehide')
    expect(document.cookie).toBe('')
  })
})
