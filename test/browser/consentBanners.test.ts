import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Analytics } from '../../src/browser/index.ts'
import { BANNERS, type Recorded, usercentrics2 } from './banners.ts'
import { edge, tracked } from './edge.ts'
import { DAY, forgetCookies, leavePage, MINUTE, onDevice, openPage, pretend, wait } from './page.ts'

const page = globalThis as unknown as Record<string, unknown>

const open = async (visit = {}): Promise<Analytics> => {
  const analytics = await openPage({ consent: 'auto', ...visit })
  await vi.dynamicImportSettled()
  return analytics
}

/** A moment later; banners answer by promises and events. */
const settle = async (): Promise<void> => {
  await wait(1_100)
  await wait(0)
}

const GRANTED = { analytics_storage: 'granted', ad_user_data: 'granted' }

const everything = (analytics: Analytics): void => {
  analytics.track('Looked')
  analytics.identify('u1', { email: 'ann@acme.example' })
}

const types = (): string[] => edge.events.map(({ type }) => type)

const expectNothing = (): void => {
  expect(edge.posts).toEqual([])
  expect(onDevice().replace(/\S*banner=\S*/g, '')).not.toMatch(/fse/)
}

let banner: Recorded | undefined

beforeEach(() => {
  banner = undefined
})

afterEach(() => {
  banner?.leave()
  forgetCookies()
})

const show = (make: () => Recorded): Recorded => {
  banner = make()
  return banner
}

const ALL: [string, string, () => Recorded][] = [
  ...Object.entries(BANNERS).map(([name, make]): [string, string, () => Recorded] => [
    name,
    name,
    make,
  ]),
  ['Usercentrics, version 2', 'Usercentrics', usercentrics2],
]

describe.each(ALL)('%s', (_, name, make) => {
  const all = { analytics: true, marketing: true }

  it('that is earlier: nothing goes or is kept before the visitor decides, all after a grant', async () => {
    const shown = show(make)
    shown.ask()
    const analytics = await open()
    everything(analytics)
    await wait(MINUTE)
    expectNothing()
    shown.decide(all)
    await settle()
    expect(types()).toEqual(['track', 'identify'])
    expect(edge.events[0]?.context?.consent).toMatchObject({ ...all, via: name, model: 'opt-in' })
    expect(Date.parse(`${edge.events[0]?.context?.consent?.at}`)).toBeGreaterThan(0)
  })

  it('that is later decides as well', async () => {
    const analytics = await open()
    everything(analytics)
    await wait(5_000)
    const shown = show(make)
    shown.ask()
    await wait(5_000)
    expectNothing()
    shown.decide(all)
    await settle()
    expect(types()).toEqual(['track', 'identify'])
  })

  it('that is denied lets nothing go', async () => {
    const shown = show(make)
    shown.ask()
    const analytics = await open()
    everything(analytics)
    shown.decide({ analytics: false, marketing: false })
    await settle()
    expect(await analytics.track('Late')).toMatchObject({ status: 'dropped' })
    await wait(MINUTE)
    expect(edge.posts).toEqual([])
    expect(JSON.stringify({ ...localStorage }).length).toBeLessThan(72)
  })

  it.each([
    [{ analytics: true, marketing: false }, ['track']],
    [{ analytics: false, marketing: true }, ['identify']],
  ])('that is granted in part, %j, lets go %j', async (part, expected) => {
    const shown = show(make)
    shown.ask()
    const analytics = await open()
    everything(analytics)
    shown.decide(part)
    await settle()
    expect(types()).toEqual(expected)
    expect(edge.events[0]?.context?.consent).toMatchObject(part)
  })

  it('whose consent is withdrawn erases what is kept, and nothing goes any more', async () => {
    const shown = show(make)
    shown.ask()
    const analytics = await open()
    shown.decide(all)
    await settle()
    everything(analytics)
    await wait(3_000)
    expect(onDevice()).toContain('fse=')
    const posts = edge.posts.length
    shown.decide({ analytics: false, marketing: false })
    await settle()
    expect(await analytics.track('Late')).toMatchObject({ status: 'dropped' })
    await wait(MINUTE)
    expect(edge.posts).toHaveLength(posts)
    expect(onDevice()).not.toMatch(/fse=|u1|ann@/)
  })

  it('is not asked where the law needs none', async () => {
    const shown = show(make)
    shown.needNone()
    const analytics = await open()
    everything(analytics)
    await settle()
    expect(types()).toEqual(['track', 'identify'])
    expect(edge.events[0]?.context?.consent).toMatchObject(all)
    expect(edge.events[0]?.context?.consent?.model).not.toBe('opt-in')
    expect({ ...localStorage }).not.toHaveProperty(['fse.consent'])
    const next = await open()
    next.track('Again')
    await settle()
    expect(edge.events.at(-1)?.anonymousId).toBe(edge.events[0]?.anonymousId)
  })

  it('that says the same on the next page changes nothing', async () => {
    const shown = show(make)
    shown.ask()
    const first = await open()
    shown.decide(all)
    await settle()
    const { anonymousId } = first.user()
    const at = localStorage['fse.consent']
    await wait(DAY)
    const next = await open()
    await next.track('Again')
    await settle()
    shown.decide(all)
    await settle()
    expect(tracked()).toEqual(['Again'])
    expect(next.user().anonymousId).toBe(anonymousId)
    expect(localStorage['fse.consent']).toBe(at)
  })
})

describe('any banner', () => {
  const all = { analytics: true, marketing: true }
  const cookiebot = (): Recorded => show(BANNERS['Cookiebot'] as () => Recorded)

  it('that never answers keeps everything in memory', async () => {
    const analytics = await open({ pages: true, forms: true })
    everything(analytics)
    await wait(60 * MINUTE)
    expectNothing()
    expect(await analytics.track('Late')).toMatchObject({ status: 'queued' })
  })

  it('that throws is not there', async () => {
    pretend(globalThis, 'Cookiebot', {
      get consent() {
        throw new Error('not yet')
      },
    })
    const analytics = await open()
    everything(analytics)
    await wait(MINUTE)
    expectNothing()
    delete page['Cookiebot']
  })

  it.each<[string, Record<string, unknown>]>([
    ['Consent Mode', { dataLayer: [['consent', 'default', GRANTED]] }],
    ['WP Consent API', { wp_consent_type: 'optout', wp_has_consent: () => true }],
  ])('that throws is not decided for by %s', async (_, beside) => {
    Object.assign(page, beside)
    pretend(globalThis, 'Cookiebot', {
      get consent() {
        throw new Error('not yet')
      },
    })
    everything(await open())
    await settle()
    expectNothing()
    for (const name of ['Cookiebot', ...Object.keys(beside)]) delete page[name]
  })

  it('that asks anew takes back what was allowed once', async () => {
    const shown = cookiebot()
    shown.ask()
    await open()
    shown.decide(all)
    await settle()
    leavePage()
    shown.ask()
    const next = await open()
    await wait(11_000)
    expect(await next.track('Late')).toMatchObject({ status: 'dropped' })
    expect(onDevice().replace(/banner=\S*/, '')).toBe('')
    shown.decide(all)
    await settle()
    expect(await next.track('Allowed')).toMatchObject({ status: 'delivered' })
  })

  it('where the law needs none does not overrule Global Privacy Control, a grant does', async () => {
    pretend(navigator, 'globalPrivacyControl', true)
    const shown = cookiebot()
    shown.needNone()
    const analytics = await open()
    everything(analytics)
    await settle()
    expectNothing()
    shown.decide(all)
    await settle()
    expect(await analytics.track('Allowed')).toMatchObject({ status: 'delivered' })
  })

  it('is followed without a word on the device with data-cookieless', async () => {
    const shown = cookiebot()
    shown.ask()
    const analytics = await open({ cookieless: true })
    everything(analytics)
    shown.decide(all)
    await settle()
    expect(types()).toEqual(['track', 'identify'])
    expect(onDevice()).not.toContain('fse')
  })

  it('counts at the last moment of the page', async () => {
    const analytics = await open()
    analytics.track('Looked')
    const shown = cookiebot()
    Object.assign(globalThis, { Cookiebot: { hasResponse: true, consent: { statistics: true } } })
    window.dispatchEvent(new Event('pagehide'))
    await wait(0)
    expect(tracked()).toEqual(['Looked'])
    shown.leave()
  })

  it('of a vendor goes before what it tells to others', async () => {
    Object.assign(globalThis, {
      dataLayer: [['consent', 'update', { analytics_storage: 'granted', ad_user_data: 'granted' }]],
    })
    cookiebot().ask()
    const analytics = await open()
    everything(analytics)
    await settle()
    expectNothing()
    delete page['dataLayer']
  })
})

describe('Google Consent Mode', () => {
  const denied = { analytics_storage: 'denied', ad_user_data: 'denied' }
  const granted = { analytics_storage: 'granted', ad_user_data: 'granted' }

  it.each([
    ['a default that denies', [['default', denied]]],
    ['a default for some regions', [['default', { ...granted, region: ['US'] }]]],
    [
      'one that denies in some',
      [
        ['default', granted],
        ['default', { ...denied, region: ['DE', 'FR'] }],
      ],
    ],
    [
      'one that allows half',
      [['default', { analytics_storage: 'granted', ad_user_data: 'denied' }]],
    ],
    ['nothing about consent', []],
  ])('takes %s for no decision', async (_, commands) => {
    page['dataLayer'] = [{ event: 'gtm.js' }, ...commands.map((each) => ['consent', ...each])]
    const analytics = await open()
    everything(analytics)
    await settle()
    expectNothing()
    delete page['dataLayer']
  })
})

describe('IAB TCF', () => {
  it('goes by the purposes of the publisher where there are some', async () => {
    const every = { 1: true, 3: true, 4: true, 8: true }
    pretend(globalThis, '__tcfapi', (_: string, __: number, hear: (...given: unknown[]) => void) =>
      hear(
        {
          gdprApplies: true,
          eventStatus: 'tcloaded',
          purpose: { consents: every },
          publisher: { consents: { ...every, 4: false } },
        },
        true,
      ),
    )
    everything(await open())
    await settle()
    expect(types()).toEqual(['track'])
    delete page['__tcfapi']
  })
})

describe('WP Consent API', () => {
  it('is not believed before a banner has said what it is', async () => {
    page['wp_has_consent'] = () => true
    everything(await open())
    await settle()
    expectNothing()
    delete page['wp_has_consent']
  })
})
