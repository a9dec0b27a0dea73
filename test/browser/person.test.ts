import { describe, expect, it } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge, refuse } from './edge.ts'
import { arriveAt, crashPage, forgetCookies, HOME, onDevice, openPage, tell, wait } from './page.ts'

/** Long enough that a page that loads is not held up by cookies any more. */
const SETTLED_MS = 3_000

const open = async (visit = {}): Promise<Analytics> => {
  const analytics = await openPage(visit)
  await wait(SETTLED_MS)
  return analytics
}

const known = async (): Promise<Analytics> => {
  const analytics = await open()
  await analytics.identify('u1', { email: 'ann@acme.example', plan: 'pro' })
  await analytics.group('g1')
  return analytics
}

describe('the person', () => {
  it('is anonymous at first', async () => {
    const analytics = await open()
    const { anonymousId, userId, groupId, traits } = analytics.user()
    expect({ anonymousId, userId, groupId, traits }).toEqual({
      anonymousId: expect.stringMatching(/.{16}/),
      traits: {},
    })
  })

  it('collects what the page tells of them', async () => {
    const analytics = await known()
    await analytics.identify({ plan: 'free', phone: '555 0100' })
    expect(analytics.user()).toMatchObject({
      userId: 'u1',
      groupId: 'g1',
      traits: { email: 'ann@acme.example', plan: 'free', phone: '555 0100' },
    })
  })

  it('is the same on the next page', async () => {
    const { first, last, ...person } = (await known()).user()
    expect((await open()).user()).toMatchObject(person)
  })

  it('keeps their anonymous id when they introduce themselves', async () => {
    const analytics = await open()
    const { anonymousId } = analytics.user()
    await analytics.identify('u1')
    await analytics.identify('u1', { plan: 'pro' })
    expect(analytics.user()).toMatchObject({ anonymousId, userId: 'u1' })
  })

  it('is another one, and starts afresh, when another id is named', async () => {
    const analytics = await known()
    const { anonymousId } = analytics.user()
    await analytics.identify('u2', { phone: '555 0100' })
    const user = analytics.user()
    expect(user).toMatchObject({ userId: 'u2', traits: { phone: '555 0100' } })
    expect(user.traits).not.toHaveProperty('email')
    expect(user.groupId).toBeUndefined()
    expect(user.anonymousId).not.toBe(anonymousId)
    expect(edge.events.at(-1)).toMatchObject({ anonymousId: user.anonymousId, userId: 'u2' })
    expect(onDevice()).not.toContain('ann@acme.example')
  })

  it('has the anonymous id that the page gives them, now and on the next page', async () => {
    const analytics = await open()
    analytics.setAnonymousId('from-the-server')
    await analytics.track('Bought')
    expect(edge.events).toMatchObject([{ anonymousId: 'from-the-server' }])
    expect((await open()).user().anonymousId).toBe('from-the-server')
  })

  it('is not changed by what the page does with the answer of user()', async () => {
    const analytics = await known()
    Object.assign(analytics.user(), { userId: 'eve' })
    expect(analytics.user().userId).toBe('u1')
  })
})

describe('reset', () => {
  it('forgets ids, traits, group and how they came', async () => {
    const analytics = await open({ url: 'https://www.acme.example/?utm_source=news' })
    const { anonymousId } = analytics.user()
    await analytics.identify('u1', { email: 'ann@acme.example' })
    await analytics.group('g1')
    analytics.reset()
    const user = analytics.user()
    expect(user).toEqual({ anonymousId: expect.stringMatching(/.{16}/), traits: {} })
    expect(user.anonymousId).not.toBe(anonymousId)
    expect(onDevice()).not.toMatch(new RegExp(`u1|g1|ann@|${anonymousId}`))
    await analytics.track('Bought')
    expect(edge.events.at(-1)).toMatchObject({ anonymousId: user.anonymousId })
    expect(edge.events.at(-1)).not.toHaveProperty('userId')
    expect(edge.events.at(-1)).not.toHaveProperty('context.groupId')
  })

  it('is still in force on the next page', async () => {
    const analytics = await known()
    analytics.reset()
    const { anonymousId } = analytics.user()
    const user = (await open()).user()
    expect(user).toMatchObject({ anonymousId, traits: {} })
    expect(user.userId || undefined).toBeUndefined()
  })

  it('leaves events on their way', async () => {
    edge.answer = refuse(503)
    const analytics = await open()
    const { anonymousId } = analytics.user()
    await analytics.track('Bought')
    analytics.reset()
    await wait(2_000)
    expect(edge.posts.at(-1)?.body.batch).toMatchObject([{ event: 'Bought', anonymousId }])
  })

  it('leaves the decision of the visitor', async () => {
    const analytics = await open({ consent: 'required' })
    analytics.consent({ analytics: true })
    analytics.reset()
    expect(await analytics.track('Bought')).toMatchObject({ status: 'delivered' })
    expect(await analytics.identify('u1')).toMatchObject({ status: 'dropped' })
  })
})

describe('the memory of a person', () => {
  it('is a first-party cookie and localStorage, which agree', async () => {
    const { anonymousId } = (await known()).user()
    expect(document.cookie).toContain(anonymousId)
    expect(document.cookie).toContain('u1')
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
    expect((await open()).user()).toMatchObject({ anonymousId, userId: 'u1' })
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
    expect(elsewhere.user()).toMatchObject({ anonymousId, userId: 'u1' })
  })

  it('is kept to the domain that the settings name', async () => {
    const settings = { cookieDomain: 'www.acme.example' }
    const { anonymousId } = (await open(settings)).user()
    expect(document.cookie).toContain(anonymousId)
    localStorage.clear()
    const elsewhere = await open({ url: 'https://shop.acme.example/' })
    expect(elsewhere.user().anonymousId).not.toBe(anonymousId)
  })

  it('is not confused by cookies of others', async () => {
    arriveAt(HOME)
    // biome-ignore lint/suspicious/noDocumentCookie: as a page does it
    document.cookie = 'xfse=eve;path=/'
    const { anonymousId } = (await open()).user()
    expect(anonymousId).not.toContain('eve')
    expect((await open()).user().anonymousId).toBe(anonymousId)
    expect(document.cookie).toContain('xfse=eve')
  })

  it('follows what another tab learns', async () => {
    const first = await open()
    const second = await open({ beside: true })
    await second.identify('u1', { email: 'ann@acme.example' })
    for (const key of Object.keys({ ...localStorage })) tell('storage', { key })
    expect(first.user()).toMatchObject({ userId: 'u1', traits: { email: 'ann@acme.example' } })
  })
})
