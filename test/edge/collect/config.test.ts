import { describe, expect, it } from 'vitest'
import type { Env } from '../../../src/edge/env.ts'
import { findConfigFaults, parseConfig } from '../../../src/edge/settings/config.ts'
import { batch, openGate, track } from './gate.ts'

const outbox = { getByName: () => ({}) as never }
const env = (settings: Partial<Env> = {}): Env => ({
  FRESHSALES_DOMAIN: 'acme',
  FRESHSALES_API_KEY: 'key',
  WRITE_KEYS: '{"wk_site":"Website"}',
  OUTBOX: outbox,
  ...settings,
})

describe('a wrong setting', () => {
  it.each<[Partial<Env>, string]>([
    [{ FRESHSALES_DOMAIN: '' }, 'FRESHSALES_DOMAIN: is missing'],
    [{ FRESHSALES_DOMAIN: 'acme.myfreshworks.com.evil.com' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'acme.myfreshworks.com@evil.com' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'evil.com#acme.myfreshworks.com' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: '127.0.0.1' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'https://2130706433/' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: '[::1]' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'acme.myfreshworks.com:22' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'acme.myfreshworks.com.' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'acm\u0435.myfreshworks.com' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'a..myfreshworks.com' }, 'FRESHSALES_DOMAIN'],
    [{ FRESHSALES_DOMAIN: 'https://crm.acme.com/crm/sales' }, 'name it in FRESHSALES_HOST'],
    [{ FRESHSALES_HOST: 'http://crm.acme.com' }, 'FRESHSALES_HOST: must be reached by https'],
    [{ FRESHSALES_HOST: '10.0.0.1' }, 'FRESHSALES_HOST: is no name of a host'],
    [{ FRESHSALES_API_KEY: ' ' }, 'FRESHSALES_API_KEY: is missing'],
    [{ WRITE_KEYS: '{}' }, 'WRITE_KEYS: names no key'],
    [{ WRITE_KEYS: {} }, 'WRITE_KEYS: names no key'],
    [{ WRITE_KEYS: '{' }, 'WRITE_KEYS: is not JSON'],
    [{ WRITE_KEYS: '[]' }, 'WRITE_KEYS: must be a JSON object'],
    [{ WRITE_KEYS: { 'a b': 'Website' } }, 'WRITE_KEYS: a key may hold'],
    [{ WRITE_KEYS: { wk: 7 } }, 'WRITE_KEYS: the key beginning "wk": must be a source name'],
    [{ WRITE_KEYS: { wk: {} } }, 'WRITE_KEYS: the key beginning "wk": "source"'],
    [{ WRITE_KEYS: { wk: { source: 'a', trust: true } } }, '"trust" is unknown'],
    [{ WRITE_KEYS: { wk: { source: 'a', trusted: 'yes' } } }, '"trusted" must be'],
    [{ WRITE_KEYS: { wk: { source: 'a', events: ['buy'] } } }, '"events" must be'],
    [{ WRITE_KEYS: { wk: { source: 'a', fields: 'email' } } }, '"fields" must be'],
    [{ WRITE_KEYS: { wk: { source: 'a', newContactsPerHour: -1 } } }, '"newContactsPerHour"'],
    [{ WRITE_KEYS: { a: 'S', b: 'S', c: 'S' } }, 'WRITE_KEYS: "S" has more than 2 keys'],
    [{ WRITE_KEYS: { wk: { source: 'a', test: 'yes' } } }, '"test" must be true or false'],
    [{ HOT: '[]' }, 'HOT: must be an object of rules by name'],
    [{ HOT: '{"Back":7}' }, 'HOT: "Back": must be an object such as {"after days":7}'],
    [{ HOT: { '': { 'after days': 7 } } }, 'HOT: "": a rule needs a name'],
    [{ HOT: { Back: {} } }, 'HOT: "Back": needs exactly one of "after days", "pages" and "query"'],
    [{ HOT: { Back: { 'after days': 7, query: 'x' } } }, 'HOT: "Back": needs exactly one of'],
    [
      { HOT: { Back: { 'after day': 7 } } },
      'HOT: "Back": after day: is unknown; known are after days',
    ],
    [
      { HOT: { Back: { 'after days': 0 } } },
      'HOT: "Back": after days: must be a number from 1 to 365',
    ],
    [{ HOT: { Back: { 'after days': 'a week' } } }, 'HOT: "Back": after days: must be a number'],
    [{ HOT: { Back: { 'after days': 7, times: 2 } } }, 'HOT: "Back": times: goes with "pages"'],
    [
      { HOT: { Two: { pages: 'pricing' } } },
      'HOT: "Two": pages: must be a path such as "/pricing*"',
    ],
    [{ HOT: { Two: { pages: '/p', times: 1.5 } } }, 'HOT: "Two": times: must be a whole number'],
    [{ HOT: { Two: { query: 'a b' } } }, 'HOT: "Two": query: must be the name of a parameter'],
    [
      { HOT: { Two: { query: 'x', message: 'yes' } } },
      'HOT: "Two": message: must be true or false',
    ],
    [{ HOT: { Two: { query: 'x', task: 7 } } }, 'HOT: "Two": task: must be a text or an object'],
    [
      { HOT: { Two: { query: 'x', task: { due: 'soon', dueInDays: -1 } } } },
      'HOT: "Two": task: dueInDays',
    ],
    [{ HOT: { Two: { query: 'x', task: false, message: false } } }, 'HOT: "Two": tells nobody'],
    [{ ALLOWED_ORIGINS: '["*"]' }, 'ALLOWED_ORIGINS: "*" is no origin'],
    [{ ALLOWED_ORIGINS: '["www.acme.com"]' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: '["https://www.acme.com/shop"]' }, 'ALLOWED_ORIGINS'],
    [{ ALLOWED_ORIGINS: 'www.acme.com' }, 'ALLOWED_ORIGINS: "www.acme.com" is no origin'],
    [{ ALLOWED_ORIGINS: 'https://a.acme.com, *' }, 'ALLOWED_ORIGINS: "*" is no origin'],
    [{ ALLOWED_ORIGINS: '["https://www.acme.com"' }, 'ALLOWED_ORIGINS: is not JSON'],
    [{ ALLOWED_ORIGINS: { a: 'https://www.acme.com' } }, 'ALLOWED_ORIGINS: must be a JSON list'],
    [{ HOSTNAMES: '["https://t.acme.com"]' }, 'HOSTNAMES'],
    [{ ADMIN_TOKEN: 'short' }, 'ADMIN_TOKEN: must have at least 12'],
    [{ HOSTNAMES: ',' }, 'HOSTNAMES: "," is no host name'],
    [{ ACTIVITY_TYPE: { name: 'Website' } }, 'ACTIVITY_TYPE: must be a text'],
    [{ FRESHSALES_DOMAIN: ['acme'] }, 'FRESHSALES_DOMAIN: must be a text'],
    [{ TIMELINE: ['note'] }, 'TIMELINE: must be one of'],
    [{ HOURLY_CALLS: 'many' }, 'HOURLY_CALLS: must be a whole number'],
    [{ HOURLY_CALLS: '-1' }, 'HOURLY_CALLS'],
    [{ HOURLY_CALLS: '1e3' }, 'HOURLY_CALLS'],
    [{ HOURLY_CALLS: 8.5 }, 'HOURLY_CALLS: must be a whole number'],
    [{ HOURLY_CALLS: [] }, 'HOURLY_CALLS: must be a whole number'],
    [{ MINUTE_CALLS: 0 }, 'MINUTE_CALLS'],
    [{ TIMELINE: 'yes' }, 'TIMELINE: must be one of note, activity, tracking, off'],
    [{ TIMELINE: 'tracking' }, 'FRESHSALES_APP_TOKEN: is missing'],
    [{ EVENTS: '[' }, 'EVENTS: is not JSON'],
    [{ EVENTS: '7' }, 'EVENTS'],
    [{ DEFAULTS: '7' }, 'DEFAULTS'],
    [{ DRY_RUN: 'maybe' }, 'DRY_RUN: must be 1 or 0'],
    [{ ALERT_WEBHOOK: 'http://hooks.example' }, 'ALERT_WEBHOOK'],
    [{ DIGEST: 'every Monday' }, 'DIGEST'],
    [{ ALERT_AFTER_MINUTES: 0 }, 'ALERT_AFTER_MINUTES'],
    [{ NEW_CONTACTS_PER_HOUR: 'x' }, 'NEW_CONTACTS_PER_HOUR'],
    [{ IDENTITY_SECRET: 'short' }, 'IDENTITY_SECRET: must have at least 32'],
    [{ IDENTITY_SECRET_NEXT: 'short' }, 'IDENTITY_SECRET_NEXT'],
    [{ LEAD_QUALITY: { hold: ['ugly'] } }, 'LEAD_QUALITY: hold.0'],
    [{ LEAD_QUALITY: { filed: 'cf_x' } }, 'LEAD_QUALITY: filed'],
    [{ WRITE_KEYS: "{'wk_site':'Website'}" }, 'is not JSON: write double quotes (")'],
    [{ WRITE_KEYS: '{“wk_site”:“Website”}' }, 'is not JSON: write plain quotes (")'],
    [{ DEFAULTS: '{"leadSource":"Web",}' }, 'is not JSON: take away the comma'],
    [{ DEFAULTS: '{leadSource:"Web"}' }, 'is not JSON: write names in double quotes'],
    [{ HOT: '{"Back":{"after days":7}' }, 'is not JSON: a closing bracket is missing'],
    [{ EVENTS: 'Signed Up' }, 'is not JSON: it has to begin with a bracket'],
    [{ ALLOWED_ORIGINS: 'https://*.acme.com' }, 'name each site'],
    [{ FRESHSALES_API_KEY: 'ключ' }, 'FRESHSALES_API_KEY: has a blank or a character'],
    [{ FRESHSALES_API_KEY_NEXT: 'two words' }, 'FRESHSALES_API_KEY_NEXT: has a blank'],
    [
      { EVENTS: { Paid: { deal: { name: 'Order {order_id' } } } },
      'EVENTS: "Paid": deal: name: has a bracket too many or too few',
    ],
    [{ EVENTS: { Paid: { tag: '{{plan}}' } } }, 'EVENTS: "Paid": tag: has a bracket'],
    [{ LEAD_QUALITY: { honeypot: ['fax2'] } }, 'honeypot: is unknown; known are field, hold'],
    [{ LEAD_QUALITY: { minimumSeconds: '2' } }, 'minimumSeconds: must be a number from 0 to 60'],
    [{ CLIENT_IP: 'some' }, 'CLIENT_IP: must be one of off, truncated, full'],
  ])('%j is answered with 503 and the name of the variable', async (settings, reason) => {
    const { status, headers, body } = await openGate({ env: settings }).post(
      '/v1/batch',
      batch(track),
    )
    expect(status).toBe(503)
    expect(headers.get('retry-after')).toBe('60')
    expect(body.error.code).toBe('configuration')
    expect(body.error.message).toContain(reason)
  })

  it('is named together with all others', () => {
    const faults = findConfigFaults(env({ FRESHSALES_DOMAIN: '', TIMELINE: 'x', DRY_RUN: 'x' }))
    expect(faults.map((fault) => fault.split(':')[0])).toEqual([
      'FRESHSALES_DOMAIN',
      'TIMELINE',
      'DRY_RUN',
    ])
  })

  it('never shows a secret', () => {
    const IDENTITY_SECRET = 'do-not-show'
    expect(findConfigFaults(env({ IDENTITY_SECRET })).join()).not.toContain(IDENTITY_SECRET)
  })
})

describe('settings', () => {
  it('have defaults that are safe', () => {
    const config = parseConfig(env())
    expect(config).toMatchObject({
      ok: true,
      value: {
        hourlyCalls: 800,
        minuteCalls: 200,
        timeline: 'note',
        dryRun: false,
        alertAfterMinutes: 15,
        newContactsPerHour: 0,
        clientIp: 'off',
        identitySecrets: [],
        leadQuality: { hold: ['honeypot', 'turnstile'], minimumSeconds: 2 },
      },
    })
  })

  it.each([
    'acme',
    'acme.myfreshworks.com',
    'https://acme.myfreshworks.com/crm/sales/',
    'acme.freshsales.io',
    'http://127.0.0.1:8788',
    'http://localhost:8788',
  ])('take the domain as %s', (FRESHSALES_DOMAIN) => {
    expect(parseConfig(env({ FRESHSALES_DOMAIN })).ok).toBe(true)
  })

  it.each<[unknown, string[]]>([
    ['https://www.acme.com', ['https://www.acme.com']],
    ['HTTPS://www.acme.com:443/', ['https://www.acme.com']],
    ['https://a.acme.com, https://b.acme.com', ['https://a.acme.com', 'https://b.acme.com']],
    ['"https://www.acme.com"', ['https://www.acme.com']],
    ['["https://a.acme.com","https://b.acme.com"]', ['https://a.acme.com', 'https://b.acme.com']],
    [['http://localhost:3000'], ['http://localhost:3000']],
  ])('take origins as %j', (ALLOWED_ORIGINS, origins) => {
    const config = parseConfig(env({ ALLOWED_ORIGINS } as Partial<Env>))
    expect(config.ok && [...config.value.allowedOrigins]).toEqual(origins)
  })

  it('take a host of the account’s own, with or without a domain', () => {
    const { FRESHSALES_DOMAIN: _, ...rest } = env({ FRESHSALES_HOST: 'crm.acme.com' })
    for (const given of [rest, { ...rest, FRESHSALES_DOMAIN: 'acme' }]) {
      const config = parseConfig(given)
      expect(config.ok && config.value.domain.api).toBe('https://crm.acme.com/crm/sales/api')
    }
  })

  it('are read once, and cannot be changed', () => {
    const same = env()
    const config = parseConfig(same)
    expect(parseConfig(same)).toBe(config)
    expect(config.ok && Object.isFrozen(config.value)).toBe(true)
  })

  it.each([
    ['FRESHSALES_DOMAIN', '"acme.myfreshworks.com"', 'domain'],
    ['HOURLY_CALLS', "'800'", 'hourlyCalls'],
    ['TIMELINE', '"Note"', 'timeline'],
    ['DEFAULTS', `'{"leadSource":"Web"}'`, 'defaults'],
    ['ALLOWED_ORIGINS', "'https://www.acme.com'", 'allowedOrigins'],
    ['COOKIE_DOMAIN', '.acme.com', 'cookieDomain'],
  ] as const)('are the same with what was copied around them: %s=%s', (name, given, field) => {
    const plain = given.replace(/^["'.]|["']$/g, '')
    const [copied, meant] = [given, plain].map((each) => parseConfig(env({ [name]: each })))
    expect(copied).toMatchObject({ ok: true })
    expect(copied?.ok && copied.value[field]).toEqual(meant?.ok && meant.value[field])
  })

  it.each(['Token token=key-1', 'token=key-1', 'Bearer key-1', '"key-1"', ' key-1\n'])(
    'take the API key as examples write it: %j',
    (FRESHSALES_API_KEY) => {
      const config = parseConfig(env({ FRESHSALES_API_KEY }))
      expect(config.ok && config.value.apiKeys).toEqual(['key-1'])
    },
  )

  it('hold the key in use before the key that comes next', () => {
    const config = parseConfig(env({ FRESHSALES_API_KEY_NEXT: 'next' }))
    expect(config.ok && config.value.apiKeys).toEqual(['key', 'next'])
  })
})
