import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { arriveAt, HOME, leavePage, onDevice, pretend, tell, wait } from './page.ts'

const page = globalThis as unknown as Record<string, Analytics | undefined>

/** Runs the script of a tag with this data. */
const open = async (
  data: Record<string, string | undefined> = {},
  query = '?x=1',
): Promise<void> => {
  leavePage()
  arriveAt(HOME)
  const tag = document.createElement('script')
  tag.src = `https://edge.example/sdk/0.1.0.js${query}`
  // As browsers have it; the dataset of happy-dom hides empty attributes from those who copy it.
  const all = { writeKey: 'key', anonymous: 'send', ...data }
  pretend(tag, 'dataset', JSON.parse(JSON.stringify(all)))
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(tag)
  vi.resetModules()
  await import('../../src/browser/all.ts')
}

afterEach(() => {
  for (const name of ['analytics', 'crm']) delete page[name]
})

describe('the script tag', () => {
  it('makes the global object, which sends to where the script came from', async () => {
    await open()
    await page['analytics']?.track('Bought')
    expect(edge.posts).toMatchObject([
      { url: 'https://edge.example/v1/batch', body: { writeKey: 'key' } },
    ])
  })

  it('names another endpoint and another object', async () => {
    await open({ endpoint: 'https://data.acme.example/', global: 'crm' })
    expect(page['analytics']).toBeUndefined()
    await page['crm']?.track('Bought')
    expect(edge.posts[0]?.url).toBe('https://data.acme.example/v1/batch')
  })

  it('takes its settings from its address as well, and its own attributes before them', async () => {
    await open({ anonymous: 'send' }, '?writeKey=of-address&pages&anonymous=keep')
    await wait(1_000)
    expect(edge.posts).toMatchObject([{ body: { writeKey: 'key', batch: [{ type: 'page' }] } }])
    delete page['analytics']
    await open({ writeKey: undefined }, '?writeKey=of-address&global=crm')
    await page['crm']?.track('Bought')
    expect(edge.posts[1]).toMatchObject({
      url: 'https://edge.example/v1/batch',
      body: { writeKey: 'of-address' },
    })
  })

  it('takes no setting from a query of somebody else, such as a cache', async () => {
    await open({}, '?v=3&pages&consent=required&global=crm&endpoint=https://other.example')
    await page['analytics']?.track('Bought')
    await wait(1_000)
    expect(edge.posts.map(({ url }) => url)).toEqual(['https://edge.example/v1/batch'])
    expect(edge.events).toMatchObject([{ type: 'track' }])
  })

  it.each(['?writeKey=of-address#top', '?writeKey=of-address?v=3'])(
    'reads its key in an address that ends in %s',
    async (query) => {
      await open({ writeKey: undefined }, query)
      await page['analytics']?.track('Bought')
      expect(edge.posts).toMatchObject([{ body: { writeKey: 'of-address' } }])
    },
  )

  it('does not take an image that a visitor named like it for the tag', async () => {
    leavePage()
    arriveAt(HOME)
    const image = document.createElement('img')
    image.src = 'https://evil.example/sdk.js'
    pretend(image, 'dataset', { writeKey: 'evil', anonymous: 'send' })
    vi.spyOn(document, 'currentScript', 'get').mockReturnValue(image as never)
    const tag = '<script type="text/plain" data-write-key="key" data-anonymous="send"></script>'
    document.head.innerHTML = tag
    pretend(document.querySelector('script') as object, 'src', 'https://edge.example/sdk.js')
    vi.resetModules()
    await import('../../src/browser/all.ts')
    await page['analytics']?.track('Bought')
    expect(edge.posts).toMatchObject([
      { url: 'https://edge.example/v1/batch', body: { writeKey: 'key' } },
    ])
  })

  it.each([
    ['', 1],
    ['true', 1],
    ['false', 0],
  ])('takes data-pages="%s" at its word', async (value, views) => {
    await open({ pages: value })
    await wait(1_000)
    expect(edge.events).toHaveLength(views)
  })

  it.each([
    ['', 'signup', 2],
    ['#signup', 'signup', 2],
    ['#other', 'signup', 0],
    ['false', 'signup', 0],
  ])(
    'takes data-forms="%s" for %s, and tells the fields when the page goes at once',
    async (value, id, events) => {
      await open({ forms: value })
      document.body.innerHTML = `<form id="${id}"><input type="email" name="email" value="ann@acme.example">
      <input type="password" name="secret" value="s"><input name="card" value="4242"></form>`
      document.forms[0]?.dispatchEvent(
        new Event('submit', { bubbles: true, cancelable: true, composed: true }),
      )
      tell('pagehide')
      await wait(10)
      expect(edge.events).toHaveLength(events)
      for (const { context } of edge.events) {
        const { raw, provisional } = Object(context?.['form']) as {
          raw: unknown[][]
          provisional: boolean
        }
        expect(provisional).toBe(true)
        expect(raw.map(([, name, , , value]) => [name, value])).toEqual([
          ['email', 'ann@acme.example'],
          ['secret', ''],
          ['card', ''],
        ])
      }
    },
  )

  it.each([33, 90])(
    'tells all of a form of %i fields when the page goes at once',
    async (count) => {
      await open({ forms: '' })
      const fields = Array.from(
        { length: count - 1 },
        (_, at) => `<input name="f${at}" value="${at}">`,
      )
      document.body.innerHTML = `<form>${fields.join('')}<input type="email" name="email" value="ann@acme.example"></form>`
      document.forms[0]?.dispatchEvent(new Event('submit', { bubbles: true, composed: true }))
      tell('pagehide')
      await wait(10)
      for (const { context } of edge.events) {
        const { raw } = Object(context?.['form']) as { raw: unknown[][] }
        expect(raw).toHaveLength(count)
        expect(raw.at(-1)).toEqual(expect.arrayContaining(['email', 'ann@acme.example']))
        expect(JSON.stringify(context).split('":').length).toBeLessThan(100)
      }
      expect(edge.events).toHaveLength(2)
    },
  )

  it.each([
    ['required', 'queued'],
    ['', 'queued'],
    ['false', 'delivered'],
  ])('takes data-consent="%s": calls are %s', async (value, status) => {
    await open({ consent: value })
    expect(await page['analytics']?.track('Bought')).toMatchObject({ status })
  })

  it('takes a bare data-cookieless', async () => {
    await open({ cookieless: '' })
    await page['analytics']?.identify('u1')
    await wait(5_000)
    expect(onDevice()).toBe('')
  })

  it('takes a list with commas', async () => {
    await open({ query: 'q, page' })
    arriveAt(`${HOME}?q=1&page=2&token=secret`)
    await page['analytics']?.page()
    expect(edge.events).toMatchObject([{ properties: { search: '?q=1&page=2' } }])
  })

  it('takes an empty list for none', async () => {
    await open({ query: '' })
    arriveAt(`${HOME}?q=1&token=secret`)
    await page['analytics']?.page()
    expect(edge.events).toMatchObject([{ properties: { search: '', url: HOME } }])
  })
})
