import { describe, expect, it } from 'vitest'
import { edge, refuse } from './edge.ts'
import { known, open } from './known.ts'
import { onDevice, openPage, tell, wait } from './page.ts'

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
      userId: 'U1',
      groupId: 'G1',
      traits: { email: 'ann@acme.example', plan: 'free', phone: '555 0100' },
    })
  })

  it('is named along with what is told of them later', async () => {
    const analytics = await known()
    await analytics.identify({ plan: 'free' })
    expect(edge.events.at(-1)).toMatchObject({ userId: 'U1', traits: { plan: 'free' } })
  })

  it('is not harmed by traits that cannot be written as JSON', async () => {
    const analytics = await known()
    const loop: { self?: unknown } = {}
    loop.self = loop
    expect(await analytics.identify(loop as never)).toMatchObject({ status: 'delivered' })
    expect(() => analytics.setAnonymousId('mine')).not.toThrow()
    expect(await analytics.identify({ plan: 'free' })).toMatchObject({ status: 'delivered' })
    expect(analytics.user().traits).toEqual({ email: 'ann@acme.example', plan: 'free' })
  })

  it('is the same on the next page', async () => {
    const { first, last, ...person } = (await known()).user()
    expect((await open()).user()).toMatchObject(person)
  })

  it.each(['Ann Lee', 'a;b=c', '100%', 'Zoë'])('may have "%s" for an id', async (id) => {
    const analytics = await open()
    analytics.setAnonymousId(`anonymous ${id}`)
    await analytics.identify(id)
    expect((await open()).user()).toMatchObject({ userId: id, anonymousId: `anonymous ${id}` })
  })

  it('has no user id on the next page either, unless the page named them', async () => {
    await open()
    expect((await open()).user().userId).toBeUndefined()
  })

  it('keeps their anonymous id when they introduce themselves', async () => {
    const analytics = await open()
    const { anonymousId } = analytics.user()
    await analytics.identify('U1')
    await analytics.identify('U1', { plan: 'pro' })
    expect(analytics.user()).toMatchObject({ anonymousId, userId: 'U1' })
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

  it('keeps their anonymous id when the page has none to give', async () => {
    const analytics = await open()
    const { anonymousId } = analytics.user()
    analytics.setAnonymousId('')
    await analytics.track('Bought')
    expect(edge.events).toMatchObject([{ anonymousId }])
  })

  it('is not changed by what the page does with the answer of user()', async () => {
    const analytics = await known()
    Object.assign(analytics.user(), { userId: 'eve' })
    expect(analytics.user().userId).toBe('U1')
  })

  it('has traits, if only none, when no more is known than their group', async () => {
    const analytics = await open()
    await analytics.group('G1')
    expect(analytics.user().groupId).toBe('G1')
    expect(analytics.user().traits).toEqual({})
  })
})

describe('reset', () => {
  it('forgets ids, traits, group and how they came', async () => {
    const analytics = await open({ url: 'https://www.acme.example/?utm_source=news' })
    const { anonymousId } = analytics.user()
    await analytics.identify('U1', { email: 'ann@acme.example' })
    await analytics.group('G1')
    analytics.reset()
    const user = analytics.user()
    expect(user).toEqual({ anonymousId: expect.stringMatching(/.{16}/), traits: {} })
    expect(user.anonymousId).not.toBe(anonymousId)
    expect(onDevice()).not.toMatch(new RegExp(`U1|G1|ann@|${anonymousId}`))
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
    expect(await analytics.identify('U1')).toMatchObject({ status: 'dropped' })
  })

  it('is followed by a page that comes back from the cache', async () => {
    const first = await known()
    const second = await openPage({ beside: true })
    second.reset()
    tell('pageshow', { persisted: true })
    expect(first.user()).toEqual(second.user())
    await first.track('Bought')
    expect(edge.events.at(-1)).not.toHaveProperty('userId')
  })
})
