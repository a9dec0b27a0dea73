import { describe, expect, it } from 'vitest'
import type { Analytics, User } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { DAY, openPage, START, wait } from './page.ts'

const visit = (query = '', referrer = '', settings = {}): Promise<Analytics> =>
  openPage({ url: `https://www.acme.example/offer${query}`, referrer, ...settings })

const touchesOf = (analytics: Analytics): Pick<User, 'first' | 'last'> => {
  const { first, last } = analytics.user()
  return { first, last } as Pick<User, 'first' | 'last'>
}

const UTM =
  '?utm_source=google&utm_medium=cpc&utm_campaign=spring&utm_term=crm&utm_content=a&q=gears'
const CAMPAIGN = { source: 'google', medium: 'cpc', name: 'spring', term: 'crm', content: 'a' }

describe('how a visitor came', () => {
  it('is the campaign, the clicks, the landing page, the referrer and the time', async () => {
    const query = `${UTM}&gclid=1&fbclid=2&msclkid=3&ttclid=4&li_fat_id=5`
    const analytics = await visit(query, 'https://www.google.com/')
    const touch = {
      ...CAMPAIGN,
      click: { gclid: '1', fbclid: '2', msclkid: '3', ttclid: '4', li_fat_id: '5' },
      landing: `https://www.acme.example/offer${query.replace('&q=gears', '')}`,
      referrer: 'https://www.google.com/',
      at: START,
    }
    expect(touchesOf(analytics)).toEqual({ first: touch, last: touch })
  })

  it('travels with every event, and so does the campaign of this visit', async () => {
    const analytics = await visit(UTM)
    analytics.identify('u1')
    await analytics.track('Bought')
    for (const { context } of edge.events)
      expect(context).toMatchObject({
        campaign: CAMPAIGN,
        attribution: { first: CAMPAIGN, last: CAMPAIGN },
      })
    expect(edge.events).toHaveLength(2)
  })

  it('stays the first for good, while the last follows each visit that was not direct', async () => {
    await visit('?utm_source=first')
    await wait(DAY)
    await visit('?utm_source=second')
    await wait(DAY)
    const analytics = await visit('', 'https://blog.example/post')
    expect(touchesOf(analytics)).toMatchObject({
      first: { source: 'first', at: START },
      last: { referrer: 'https://blog.example/post', at: '2026-06-03T12:00:00.000Z' },
    })
    expect(analytics.user().last).not.toHaveProperty('source')
  })

  it.each([
    ['typed by hand', ''],
    ['from within the site', 'https://www.acme.example/'],
    ['from the same site without www', 'https://acme.example/'],
    ['from a subdomain', 'https://shop.acme.example/'],
  ])('is not overwritten by a visit %s', async (_, referrer) => {
    await visit('?utm_source=news')
    const analytics = await visit('', referrer)
    expect(touchesOf(analytics)).toMatchObject({
      first: { source: 'news' },
      last: { source: 'news' },
    })
  })

  it('is not overwritten by a visit from one subdomain to another', async () => {
    const url = 'https://shop.acme.example/'
    await openPage({ url: `${url}?utm_source=news` })
    const analytics = await openPage({ url, referrer: 'https://www.acme.example/' })
    expect(analytics.user().last).toMatchObject({ source: 'news' })
  })

  it.each([
    ['a referrer elsewhere', '', 'https://search.example/'],
    ['a referrer that only ends alike', '', 'https://notacme.example/'],
    ['a campaign', '?utm_source=mail', ''],
    ['a click', '?gclid=1', ''],
    ['a campaign on a link within the site', '?utm_source=banner', 'https://www.acme.example/'],
  ])('is told anew by %s', async (_, query, referrer) => {
    await visit('?utm_source=news')
    const before = touchesOf(await visit())
    await wait(1_000)
    const { first, last } = touchesOf(await visit(query, referrer))
    expect(first).toEqual(before.first)
    expect(last).toMatchObject({ at: '2026-06-01T12:00:01.000Z' })
  })

  it('has a first and no last after a first visit that was direct', async () => {
    const { first, last } = touchesOf(await visit())
    expect(first).toMatchObject({ landing: 'https://www.acme.example/offer', referrer: '' })
    expect(last).toBeUndefined()
  })

  it('keeps the landing page to the query parameters that are allowed', async () => {
    const analytics = await visit(`${UTM}&token=secret`, '', { query: ['q'] })
    expect(analytics.user().first).toMatchObject({
      ...CAMPAIGN,
      landing: `https://www.acme.example/offer${UTM}`,
    })
    await analytics.page()
    expect(JSON.stringify(edge.events)).not.toContain('secret')
  })
})
