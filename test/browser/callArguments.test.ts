import { describe, expect, it } from 'vitest'
import type { Analytics, Outcome } from '../../src/browser/index.ts'
import { edge } from './edge.ts'
import { openPage } from './page.ts'

const PAGE = {
  path: '/docs',
  referrer: 'https://search.example/',
  search: '?q=1',
  title: 'Docs',
  url: 'https://www.acme.example/docs?q=1',
}

const open = (): Promise<Analytics> =>
  openPage({ query: 'q', url: PAGE.url, referrer: PAGE.referrer, title: PAGE.title })

type Call = [method: string, given: unknown[]]

const make = (analytics: Analytics, [method, given]: Call): Promise<Outcome> =>
  (analytics as unknown as Record<string, (...given: unknown[]) => Promise<Outcome>>)[method]?.(
    ...given,
  ) as Promise<Outcome>

describe('the arguments of a call', () => {
  it.each([
    ['identify', ['u1', { a: 1 }], { userId: 'u1', traits: { a: 1 } }],
    ['identify', ['u1'], { userId: 'u1' }],
    ['identify', [7], { userId: '7' }],
    ['identify', [{ a: 1 }], { traits: { a: 1 } }],
    ['identify', [null, { a: 1 }], { traits: { a: 1 } }],
    ['group', ['g1', { a: 1 }], { groupId: 'g1', traits: { a: 1 } }],
    ['group', ['g1'], { groupId: 'g1' }],
    ['group', [{ a: 1 }], { traits: { a: 1 } }],
    ['track', ['Bought', { total: 3 }], { event: 'Bought', properties: { total: 3 } }],
    ['track', ['Bought'], { event: 'Bought' }],
    ['screen', ['Home'], { name: 'Home' }],
    ['screen', ['App', 'Home'], { category: 'App', name: 'Home' }],
    ['screen', ['Home', { a: 1 }], { name: 'Home', properties: { a: 1 } }],
    ['alias', ['new', 'old'], { userId: 'new', previousId: 'old' }],
    ['page', [], { properties: PAGE }],
    ['page', ['Install'], { name: 'Install', properties: PAGE }],
    ['page', ['Docs', 'Install'], { category: 'Docs', name: 'Install', properties: PAGE }],
    ['page', [{ a: 1 }], { properties: { ...PAGE, a: 1 } }],
    ['page', ['Install', { a: 1 }], { name: 'Install', properties: { ...PAGE, a: 1 } }],
    [
      'page',
      ['Docs', 'Install', { title: 'Mine' }],
      { category: 'Docs', name: 'Install', properties: { ...PAGE, title: 'Mine' } },
    ],
    ['page', ['Install', null, { a: 1 }], { name: 'Install', properties: { ...PAGE, a: 1 } }],
  ])('%s%j says %j', async (type, given, said) => {
    await make(await open(), [type, given])
    const { messageId, timestamp, anonymousId, context, ...rest } = edge.events[0] ?? {}
    expect(rest).toEqual({ type, ...said })
  })

  const CALLS: Call[] = [
    ['identify', ['u1']],
    ['identify', [{ a: 1 }]],
    ['identify', ['u1', { a: 1 }]],
    ['identify', ['u1', { a: 1 }, {}]],
    ['group', ['g1']],
    ['group', ['g1', { a: 1 }, {}]],
    ['track', ['Bought']],
    ['track', ['Bought', { a: 1 }]],
    ['track', ['Bought', { a: 1 }, {}]],
    ['page', []],
    ['page', [{ a: 1 }]],
    ['page', ['Install']],
    ['page', ['Docs', 'Install', { a: 1 }, {}]],
    ['screen', ['Home']],
    ['screen', ['Home', { a: 1 }, {}]],
    ['alias', ['new']],
    ['alias', ['new', 'old']],
    ['alias', ['new', 'old', {}]],
  ]

  it.each(CALLS)('%s%j take a callback at their end', async (method, given) => {
    const heard: Outcome[] = []
    const analytics = await open()
    const outcome = await make(analytics, [method, [...given, (said: Outcome) => heard.push(said)]])
    expect(outcome.status).toBe('delivered')
    expect(heard).toEqual([outcome])
  })

  it.each<Call>([
    ['identify', ['u1', { a: 1 }]],
    ['identify', ['u1', undefined]],
    ['identify', [{ a: 1 }]],
    ['group', ['g1', { a: 1 }]],
    ['track', ['Bought', { a: 1 }]],
    ['track', ['Bought', null]],
    ['track', ['Bought', undefined]],
    ['page', ['Install', {}]],
    ['page', [{ a: 1 }]],
    ['screen', ['Home', {}]],
    ['alias', ['new', 'old']],
    ['alias', ['new', undefined]],
  ])('%s%j take options after their content', async (method, given) => {
    await make(await open(), [method, [...given, { timestamp: '2026-01-01T00:00:00.000Z' }]])
    expect(edge.events).toMatchObject([{ type: method, timestamp: '2026-01-01T00:00:00.000Z' }])
  })
})
