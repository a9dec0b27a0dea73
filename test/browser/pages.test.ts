import { beforeEach, describe, expect, it } from 'vitest'
import { edge } from './edge.ts'
import { arriveAt, HOME, openPage, pretend, tell, wait } from './page.ts'

/** Path, query and title of each page view so far. */
const views = async (): Promise<string[]> => {
  await wait(1_600)
  return edge.events.flatMap((event) =>
    event.type === 'page'
      ? [
          `${event.properties?.['path']}${event.properties?.['search']} ${event.properties?.['title']}`,
        ]
      : [],
  )
}

describe('page views', () => {
  beforeEach(() => openPage({ pages: true }))

  it('count the first page and each new address, with the title set right after', async () => {
    expect(await views()).toEqual(['/ home'])
    history.pushState({}, '', '/a')
    await wait(50)
    document.title = 'A'
    expect(await views()).toEqual(['/ home', '/a A'])
  })

  it('name the page before as the referrer of the next', async () => {
    await views()
    history.pushState({}, '', '/a')
    await views()
    expect(edge.events[1]).toMatchObject({
      properties: { referrer: 'https://www.acme.example/', url: 'https://www.acme.example/a' },
    })
  })

  it('count a way back', async () => {
    await views()
    history.pushState({}, '', '/a')
    await views()
    arriveAt(HOME)
    tell('popstate')
    expect(await views()).toEqual(['/ home', '/a home', '/ home'])
  })

  it('ignore the same address pushed again, and what routers replace', async () => {
    await views()
    history.pushState({ scroll: 1 }, '', '/')
    history.replaceState({ scroll: 2 }, '', '/?filter=x')
    expect(await views()).toEqual(['/ home'])
  })

  it('count fragments that route and no others', async () => {
    await views()
    history.pushState({}, '', '/#section')
    await views()
    history.pushState({}, '', '/#/pricing')
    await views()
    history.pushState({}, '', '/#!/team')
    expect(await views()).toEqual(['/ home', '/#/pricing home', '/#!/team home'])
  })

  it('count a redirect once, at its last address', async () => {
    await views()
    history.pushState({}, '', '/login')
    history.replaceState({}, '', '/dashboard')
    expect(await views()).toEqual(['/ home', '/dashboard home'])
  })

  it('count each of two quick steps', async () => {
    await views()
    history.pushState({}, '', '/a')
    history.pushState({}, '', '/b')
    expect(await views()).toEqual(['/ home', '/a home', '/b home'])
  })

  it('count a return from the back/forward cache', async () => {
    await views()
    tell('pageshow', { persisted: true })
    expect(await views()).toEqual(['/ home', '/ home'])
  })

  it('count the view of a page that is left before its title has settled', async () => {
    tell('pagehide')
    await wait(0)
    expect(edge.events).toMatchObject([{ type: 'page' }])
  })
})

describe('page views of a tab in the background', () => {
  it('count when it is first seen', async () => {
    pretend(document, 'hidden', true)
    await openPage({ pages: true })
    expect(await views()).toEqual([])
    pretend(document, 'hidden', false)
    tell('visibilitychange')
    expect(await views()).toEqual(['/ home'])
  })
})

describe('page views by hand', () => {
  it('are the only ones without the setting', async () => {
    const analytics = await openPage()
    history.pushState({}, '', '/a')
    expect(await views()).toEqual([])
    analytics.page()
    expect(await views()).toEqual(['/a home'])
  })
})

describe('a title that comes late', () => {
  it.each([300, 700, 1_300])('by %i ms is that of its page', async (ms) => {
    await openPage({ pages: true })
    await views()
    history.pushState({}, '', '/pricing')
    await wait(ms)
    document.title = 'Pricing'
    await wait(150)
    expect(edge.events[1]).toMatchObject({ properties: { path: '/pricing', title: 'Pricing' } })
  })

  it('does not hold up the view of a page that is left', async () => {
    await openPage({ pages: true })
    await views()
    history.pushState({}, '', '/pricing')
    await wait(200)
    tell('pagehide')
    await wait(0)
    expect(edge.events[1]).toMatchObject({ properties: { path: '/pricing', title: 'home' } })
  })

  it('does not hold up what keeps its title: fragments, ways back and redirects', async () => {
    await openPage({ pages: true })
    await views()
    history.pushState({}, '', '/#/team')
    await wait(150)
    history.pushState({}, '', '/login')
    history.replaceState({}, '', '/dashboard')
    await wait(150)
    expect(edge.events).toHaveLength(3)
  })
})
