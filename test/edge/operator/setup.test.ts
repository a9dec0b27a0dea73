import { env } from 'cloudflare:workers'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { askNewer } from '../../../src/edge/console/askNewer.ts'
import type { Finding, Setup, Version } from '../../../src/edge/console/questions.ts'
import type { Env } from '../../../src/edge/env.ts'
import worker from '../../../src/worker/worker.ts'
import { drain, sendFromPage, useCleanEdge } from '../harness.ts'
import { EDGE, operator } from './console.ts'

useCleanEdge()

const TOKEN = { headers: { authorization: 'Bearer demo-admin-token' } }

/** The Worker with other settings than the usual ones. */
async function ask(path: string, settings: Partial<Env> = {}, init: RequestInit = TOKEN) {
  const given = { ...(env as unknown as Env), ...settings }
  return worker.fetch(new Request(EDGE + path, init) as never, given)
}

async function setUp(settings: Partial<Env> = {}): Promise<Setup> {
  const response = await ask('/console/api/setup', settings)
  expect(response.status).toBe(200)
  return response.json()
}

const bad = ({ findings }: Setup) => findings.filter(({ mark }) => mark === 'bad')

describe('the first page of the console', () => {
  it('says in the doctor’s words that all is well, and names a key that pages may use', async () => {
    const setup = await setUp()
    expect(bad(setup)).toEqual([])
    const texts = setup.findings.map(({ text }) => text)
    expect(texts).toContain('answers as Freshsales does')
    expect(texts).toContain('FRESHSALES_API_KEY is accepted')
    expect(setup.writeKey).toBe('demo-write-key')
  })

  it.each<[string, Partial<Env>, Partial<Finding>]>([
    [
      'a domain that is none',
      { FRESHSALES_DOMAIN: 'acme.example' },
      {
        text: expect.stringContaining('FRESHSALES_DOMAIN (This edge): '),
        advice: expect.stringContaining('Write the address'),
      },
    ],
    [
      'no domain',
      { FRESHSALES_DOMAIN: '' },
      { text: expect.stringContaining('FRESHSALES_DOMAIN: is missing') },
    ],
    [
      'an origin without its scheme',
      { ALLOWED_ORIGINS: 'www.acme.com' },
      { text: expect.stringContaining('is no origin; write scheme and host') },
    ],
    [
      'a wrong key',
      { FRESHSALES_API_KEY: 'wrong' },
      { text: 'FRESHSALES_API_KEY is rejected', advice: expect.stringContaining('API settings') },
    ],
    [
      'no key',
      { FRESHSALES_API_KEY: '' },
      { text: expect.stringContaining('FRESHSALES_API_KEY: is missing') },
    ],
  ])(
    'says what to do about %s, though the rest of the edge may be shut',
    async (_, wrong, finding) => {
      expect(bad(await setUp(wrong))).toContainEqual(expect.objectContaining(finding))
    },
  )

  it('is all that is answered while a setting is wrong, and only to the operator', async () => {
    const wrong = { FRESHSALES_DOMAIN: '' }
    expect((await ask('/console', wrong)).status).toBe(200)
    expect((await ask('/console/api/setup', wrong, {})).status).toBe(401)
    for (const path of ['/console/api/overview', '/health', '/consoles', '/console/api/setup/x'])
      expect((await ask(path, wrong)).status, path).toBe(503)
  })

  it('needs no write key in the settings: pages use the usual one', async () => {
    expect((await setUp({ WRITE_KEYS: '' })).writeKey).toBe('wk_site')
  })

  it.each([
    ['{"sk":{"source":"App","trusted":true}}'],
    ['{"wk":{"source":"App","signed":true}}'],
    ['{"wk":{"source":"App","events":["page"]}}'],
  ])('offers no tag with a key that no sign-up can use: %s', async (WRITE_KEYS) => {
    expect(await setUp({ WRITE_KEYS })).not.toHaveProperty('writeKey')
  })

  it.each([
    [{ ADMIN_TOKEN: '' }, true],
    [{ ADMIN_TOKEN: 'short' }, true],
    [{ ADMIN_TOKEN: '', FRESHSALES_DOMAIN: '' }, true],
    [{}, false],
  ])(
    'says how to set a token, and nothing else, where there is none: %j',
    async (settings, isShut) => {
      const page = await (await ask('/console', settings)).text()
      expect(page.includes('data-shut')).toBe(isShut)
      if (isShut) expect((await ask('/console/api/setup', settings)).status).toBe(403)
    },
  )

  it('is there until somebody of the site is in Freshsales; the console’s own try is nobody', async () => {
    const identify = (email: string) =>
      sendFromPage({ type: 'identify', anonymousId: email, traits: { email } })
    await identify('freshsales-edge-test+1@example.com')
    await drain()
    expect((await operator.find('freshsales-edge-test'))[0]).toHaveProperty('contactId')
    expect(await operator.overview()).toMatchObject({ isNew: true })
    await identify('ann@acme.example')
    await drain()
    expect(await operator.overview()).toMatchObject({ isNew: false })
  })

  it('asks nobody about newer versions unless it is told to', async () => {
    const outside = vi.spyOn(globalThis, 'fetch')
    onTestFinished(() => outside.mockRestore())
    outside.mockImplementation(async () => Response.json({ version: '99.0.0' }))
    const response = await ask('/console/api/version')
    const { version, ...rest } = await response.json<Version>()
    expect(version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(rest).toEqual({})
    expect(outside).not.toHaveBeenCalled()
    const told = await ask('/console/api/version', { UPDATE_CHECK: '1' })
    expect(await told.json<Version>()).toEqual({ version, newer: '99.0.0' })
    expect(outside.mock.calls.map(([address]) => address)).toEqual([
      'https://registry.npmjs.org/freshsales-edge/latest',
    ])
  })

  it.each<[string, object | string, string | undefined]>([
    ['0.1.0', { version: '0.1.1' }, '0.1.1'],
    ['0.9.0', { version: '0.10.0' }, '0.10.0'],
    ['0.1.0', { version: '0.1.0' }, undefined],
    ['1.0.0', { version: '0.9.9' }, undefined],
    ['0.1.0', { version: '0.2.0-beta.1' }, undefined],
    ['0.1.0', { version: '<b>9</b>' }, undefined],
    ['0.1.0', { error: 'Not found' }, undefined],
    ['0.1.0', '<h1>blocked</h1>', undefined],
  ])('%s beside what npm says, %j: newer is %s', async (version, said, newer) => {
    const npm = async () => new Response(typeof said === 'string' ? said : JSON.stringify(said))
    expect(await askNewer(version, npm as typeof fetch)).toBe(newer)
  })
})
