import { randomUUID } from 'node:crypto'
import RudderAnalytics from '@rudderstack/rudder-sdk-node'
import { Analytics } from '@segment/analytics-node'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest'
import { startTestServer, type TestServer } from '../../../src/testing/startTestServer.ts'
import { launchBrowser } from '../../helpers/browser.ts'
import { type FaultyProxy, startFaultyProxy } from '../../helpers/faultyProxy.ts'
import { type PackageServer, startPackageServer } from '../../helpers/packageServer.ts'

let site: PackageServer
let edge: TestServer
let browser: Browser

beforeAll(async () => {
  ;[site, browser, edge] = await Promise.all([
    startPackageServer(),
    launchBrowser(),
    startTestServer(),
  ])
})

afterAll(async () => {
  await browser?.close()
  await Promise.all([edge?.stop(), site?.stop()])
})

/** Other vendors' libraries wait seconds between attempts. */
const ARRIVES_WITHIN_MS = 40_000

/** What the edge answers before it lets a library through. */
const BEGINNINGS: [string, number[]][] = [
  ['at once', []],
  ['after answers of 429 and 503', [429, 503]],
]

/** A person of the test’s own and an edge that at first refuses. */
async function begin(
  faults: number[],
  { onTestFinished }: TestContext,
): Promise<{ email: string; proxy: FaultyProxy }> {
  const proxy = await startFaultyProxy(edge.url, faults)
  onTestFinished(proxy.stop)
  return { email: `${randomUUID()}@acme.example`, proxy }
}

/** Waits for the person with all four calls, and looks at what each became. */
async function expectEverything(
  email: string,
  proxy: FaultyProxy,
  faults: number[],
): Promise<void> {
  const lead = {
    email,
    firstName: 'Ann',
    company: 'Acme',
    timeline: [{ description: /Signed Up/ }, { description: /Pricing/ }],
  }
  await edge.expectLead(lead, { within: ARRIVES_WITHIN_MS })
  expect(proxy.statuses()).toEqual(expect.arrayContaining([...faults, 200]))
}

interface ServerLibrary {
  identify(call: object): unknown
  group(call: object): unknown
  track(call: object): unknown
  page(call: object): unknown
}

/** The same four calls for each library of a server. */
function sayEverything(analytics: ServerLibrary, email: string): void {
  const userId = email
  analytics.identify({ userId, traits: { email, firstName: 'Ann' } })
  analytics.group({ userId, groupId: 'g1', traits: { name: 'Acme' } })
  analytics.track({ userId, event: 'Signed Up', properties: { plan: 'pro' } })
  analytics.page({ userId, name: 'Pricing', properties: { url: 'https://acme.example/pricing' } })
}

describe.concurrent.each(BEGINNINGS)('what a server sends arrives %s:', (_, faults) => {
  it('@segment/analytics-node', async (context) => {
    const { email, proxy } = await begin(faults, context)
    const analytics = new Analytics({ writeKey: 'sk_server', host: proxy.url, path: '/v1/batch' })
    sayEverything(analytics as ServerLibrary, email)
    await analytics.closeAndFlush()
    await expectEverything(email, proxy, faults)
  })

  it.for([true, false])('@rudderstack/rudder-sdk-node, gzip %s', async (gzip, context) => {
    const { email, proxy } = await begin(faults, context)
    const options = { dataPlaneUrl: proxy.url, gzip, flushInterval: 100 }
    const analytics = new RudderAnalytics('sk_server', options)
    sayEverything(analytics as unknown as ServerLibrary, email)
    await analytics.flush()
    await expectEverything(email, proxy, faults)
  })
})

/** How each library of a page is loaded: a script, and an expression that makes `analytics`. */
const IN_PAGE: Record<string, { script: string; load: (edge: string) => string }> = {
  '@segment/analytics-next': {
    script: '@segment/analytics-next/dist/umd/index.js',
    load: (edge) =>
      `AnalyticsNext.AnalyticsBrowser.load({ writeKey: 'wk_site', cdnURL: '${edge}' })`,
  },
  '@segment/analytics-next, batching': {
    script: '@segment/analytics-next/dist/umd/index.js',
    load: (edge) =>
      `AnalyticsNext.AnalyticsBrowser.load({ writeKey: 'wk_site', cdnURL: '${edge}' }, {
        integrations: { 'Segment.io': { deliveryStrategy: {
          strategy: 'batching', config: { size: 10, timeout: 200 } } } } })`,
  },
  '@rudderstack/analytics-js': {
    script: '@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js',
    load: (edge) => rudderStack(edge, {}),
  },
  '@rudderstack/analytics-js, beacon': {
    script: '@rudderstack/analytics-js/dist/npm/modern/bundled/umd/index.js',
    load: (edge) =>
      rudderStack(edge, { useBeacon: true, beaconQueueOptions: { flushQueueInterval: 500 } }),
  },
}

function rudderStack(edge: string, options: object): string {
  return `(() => {
    const analytics = new rudderanalytics.RudderAnalytics()
    analytics.load('wk_site', '${edge}', ${JSON.stringify({ configUrl: edge, ...options })})
    return analytics
  })()`
}

describe.concurrent.each(BEGINNINGS)('what a page sends arrives %s:', (_, faults) => {
  // A beacon has no answer, so nothing can be repeated; RudderStack's own documentation says so.
  const names = Object.keys(IN_PAGE).filter((name) => faults.length === 0 || !/beacon/.test(name))

  it.for(names)('%s', async (name, context) => {
    const { email, proxy } = await begin(faults, context)
    const library = IN_PAGE[name]
    const page = await browser.newPage()
    context.onTestFinished(() => page.close())
    await page.goto(site.url)
    await page.addScriptTag({ url: `${site.url}/${library?.script}` })
    await page.evaluate(`(() => {
      const analytics = ${library?.load(proxy.url)}
      analytics.identify('${email}', { email: '${email}', firstName: 'Ann' })
      analytics.group('g1', { name: 'Acme' })
      analytics.track('Signed Up', { plan: 'pro' })
      analytics.page('Pricing')
    })()`)
    await expectEverything(email, proxy, faults)
  })
})
