import { isDeepStrictEqual } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { startTestServer, type TestServer } from '../../src/testing/startTestServer.ts'
import { launchBrowser } from '../helpers/browser.ts'
import { findContact } from '../helpers/crm.ts'
import { isFull } from '../shop/effort.ts'
import { createSandbox } from './gtm/sandbox.ts'
import { faultsOf, readTemplate } from './gtm/template.ts'

const template = readTemplate('examples/google-tag-manager/template.tpl')

const required = [...template.code.matchAll(/require\('(\w+)'\)/g)].map(([, name = '']) => name)

describe('the template', () => {
  it('is a tag for websites, with a field for all that its code reads', () => {
    expect(template.info).toMatchObject({ type: 'TAG', containerContexts: ['WEB'] })
    const read = [...template.code.matchAll(/\bdata\.(\w+)/g)].map(([, name = '']) => name)
    const fields = template.parameters.map(({ name }) => name)
    expect([...new Set(read)].filter((name) => !name.startsWith('gtm')).sort()).toEqual(
      [...fields].sort(),
    )
  })

  it('is written in what the sandbox understands', () => {
    expect(faultsOf(template.code)).toEqual([])
    expect(faultsOf('const a = [...b]; window.x = `1`')).toEqual([
      'spread',
      'b is not there',
      'window is not there',
      'template',
    ])
  })

  it('requires what Tag Manager has, all of it, and asks for no permission beyond', () => {
    const known = Object.keys(createSandbox(sandboxOf({})))
    expect(required.filter((name) => !known.includes(name))).toEqual([])
    for (const name of required)
      expect(template.code.split(new RegExp(`\\b${name}\\(`)).length, name).toBeGreaterThan(1)
    const needed = {
      access_globals: 'copyFromWindow',
      inject_script: 'injectScript',
      access_consent: 'isConsentGranted',
      get_url: 'getUrl',
      get_referrer: 'getReferrerUrl',
      read_title: 'readTitle',
      logging: 'logToConsole',
    }
    expect(template.permissions.map(({ id }) => id).sort()).toEqual(Object.keys(needed).sort())
    for (const api of Object.values(needed)) expect(required).toContain(api)
  })

  it.each([
    ['edge', 'https://crm.example.com', 'http://crm.example.com'],
    ['edge', 'https://crm.example.com/', 'https://crm.example.com/path'],
    ['writeKey', 'wk_site', 'wk site'],
  ])('takes for %s what is one', (name, good, bad) => {
    const parameter = template.parameters.find((one) => one.name === name)
    const [pattern = ''] =
      parameter?.valueValidators?.find(({ type }) => type === 'REGEX')?.args ?? []
    expect([good, bad].map((value) => new RegExp(pattern).test(value))).toEqual([true, false])
  })
})

const sandboxOf = (window: object) => ({
  window,
  permissions: template.permissions,
  granted: {},
  listeners: [],
})

describe('its own tests', () => {
  it('are there', () => {
    expect(template.scenarios.length).toBeGreaterThan(9)
  })

  it.each(template.scenarios)('$name', ({ code }) => {
    runScenario(template.setup + code)
  })
})

type Api = (...given: unknown[]) => unknown

/** As Tag Manager runs them: what is not mocked and would reach the page does nothing. */
function runScenario(code: string): void {
  const page = { document: { referrer: '', title: '' }, location: { href: '' } }
  const real = createSandbox(sandboxOf(page)) as unknown as { [name: string]: Api }
  const pure = ['encodeUriComponent', 'getType', 'makeTableMap']
  const mocks = new Map<string, unknown>()
  const calls: { name: string; given: unknown[] }[] = []
  const api =
    (name: string): Api =>
    (...given) => {
      calls.push({ name, given })
      const mock = mocks.get(name)
      if (typeof mock === 'function') return mock(...given)
      return mocks.has(name) ? mock : pure.includes(name) ? real[name]?.(...given) : undefined
    }
  const data = { gtmOnSuccess: api('gtmOnSuccess'), gtmOnFailure: api('gtmOnFailure') }
  const context = {
    mock: (name: string, mock: unknown) => mocks.set(name, mock),
    runCode: (given: object) =>
      new Function('require', 'data', template.code)(api, { ...data, ...given }),
    assertThat: (actual: unknown) => ({
      isEqualTo: (wanted: unknown) => expect(actual).toEqual(wanted),
    }),
    assertApi: (name: string) => {
      const ofIt = () => calls.filter((call) => call.name === name).map(({ given }) => given)
      return {
        wasCalled: () => expect(ofIt(), name).not.toEqual([]),
        wasNotCalled: () => expect(ofIt(), name).toEqual([]),
        wasCalledWith: (...wanted: unknown[]) =>
          expect(
            ofIt().some((given) => isDeepStrictEqual(given, wanted)),
            `${name} ${JSON.stringify(ofIt())}`,
          ).toBe(true),
      }
    },
  }
  new Function(...Object.keys(context), code)(...Object.values(context))
}

const EDGE = 'https://crm.example.com'
const SITE = 'https://www.site.example'
const PAGE = `<!doctype html><title>Join</title><form id="join"><label>Name <input name="name"></label>
  <label>E-mail <input name="email"></label><button>Send</button></form>
  <script>join.onsubmit = (e) => { e.preventDefault(); fetch('/api', { method: 'POST', body: new FormData(join) }) }</script>`

describe.skipIf(!isFull)('in a browser (npm run test:all)', () => {
  let edge: TestServer
  let browser: Browser

  beforeAll(async () => {
    ;[edge, browser] = await Promise.all([startTestServer(), launchBrowser()])
  }, 60_000)

  afterAll(async () => {
    await browser?.close()
    await edge?.stop()
  })

  /** A page of the site, and Tag Manager's sandbox in it. */
  const open = async (granted: { [type: string]: boolean } = {}): Promise<Page> => {
    const context = await browser.newContext()
    await context.route(`${SITE}/**`, (route) =>
      route.request().url().endsWith('/api')
        ? route.fulfill({ contentType: 'application/json', body: '{"ok":true}' })
        : route.fulfill({ contentType: 'text/html', body: PAGE }),
    )
    await context.route(`${EDGE}/**`, async (route) => {
      const url = route.request().url().replace(EDGE, edge.url)
      await route.fulfill({ response: await route.fetch({ url }) })
    })
    const page = await context.newPage()
    await page.goto(`${SITE}/?utm_source=google&utm_medium=cpc&utm_campaign=spring`)
    const content = `${createSandbox}
      var granted = ${JSON.stringify(granted)}, listeners = []
      var sandbox = createSandbox({ window, permissions: ${JSON.stringify(template.permissions)}, granted, listeners })
      var fire = (given) => new Promise((resolve) => new Function('require', 'data', ${JSON.stringify(template.code)})(
        (name) => sandbox[name],
        { ...given, gtmOnSuccess: () => resolve('success'), gtmOnFailure: () => resolve('failure') }))`
    await page.addScriptTag({ content })
    return page
  }

  const load = (more: object = {}) =>
    `fire(${JSON.stringify({ action: 'load', edge: EDGE, writeKey: 'wk_site', pages: true, forms: true, consent: 'none', ...more })})`

  const signUp = async (page: Page, email: string): Promise<void> => {
    await page.fill('[name=name]', 'Ann Lee')
    await page.fill('[name=email]', email)
    await page.click('button')
  }

  const arrives = (email: string) =>
    vi.waitFor(
      async () => {
        const contact = await findContact(edge.crmUrl, email)
        expect(contact?.timeline.some(({ type }) => type === 'note')).toBe(true)
        return contact
      },
      { timeout: 15_000, interval: 200 },
    )

  it('brings a sign-up to the CRM, with what was tracked before the library was there', async () => {
    const page = await open()
    const early = `fire({ action: 'track', event: 'Plan Chosen', properties: [{ name: 'plan', value: 'pro' }] })`
    expect(await page.evaluate(early)).toBe('success')
    expect(await page.evaluate(load())).toBe('success')
    await signUp(page, 'ann@acme.example')
    const contact = await arrives('ann@acme.example')
    expect(contact).toMatchObject({ first_name: 'Ann', last_name: 'Lee', first_campaign: 'spring' })
    const told = JSON.stringify(contact?.timeline)
    expect(told).toContain('Filled in the join form')
    expect(told).toContain('Plan Chosen (plan: pro)')
    expect(told).toContain('Join')
  })

  it('identifies and tracks by tags, loaded once', async () => {
    const page = await open()
    expect(await page.evaluate(`${load()}.then(() => ${load()})`)).toBe('success')
    await page.evaluate(
      `fire({ action: 'identify', userId: 'u-1', traits: [{ name: 'email', value: 'bob@acme.example' }] })`,
    )
    await page.evaluate(`fire({ action: 'track', event: 'Trial Started' })`)
    await page.evaluate(`fire({ action: 'page', page: 'Pricing' })`)
    const contact = await arrives('bob@acme.example')
    expect(contact?.['external_id']).toBe('u-1')
    expect(await page.locator('script[src*="sdk.js?"]').count()).toBe(1)
  })

  it('waits for what consent mode denies, and sends it once it is granted', async () => {
    const page = await open({ analytics_storage: false, ad_user_data: false })
    const sent: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/v1/')) sent.push(request.url())
    })
    await page.evaluate(load({ consent: 'tagManager' }))
    await signUp(page, 'eve@acme.example')
    await page.waitForTimeout(3_000)
    expect(sent).toEqual([])
    expect(await page.evaluate('document.cookie + JSON.stringify(localStorage)')).toBe('{}')
    await page.evaluate(`Object.assign(granted, { analytics_storage: true, ad_user_data: true })
      for (const listener of listeners) listener('', true)`)
    expect(await arrives('eve@acme.example')).toMatchObject({ first_campaign: 'spring' })
  })
})
