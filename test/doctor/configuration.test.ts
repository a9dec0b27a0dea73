import { spawnSync } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  BOUND,
  GOOD_SECRETS,
  goodVars,
  startAccount,
  type TestAccount,
  visitDoctor,
} from './harness.ts'

let account: TestAccount

beforeAll(async () => {
  account = await startAccount()
  await account.set({})
})
afterAll(() => account.stop())

/** Of an account that wants an account with each deal. */
const DEAL = { name: 'D', account: '{company}' }

describe('npm run doctor', () => {
  it('says "tested" of a configuration that works', async () => {
    const { code, text, verdict } = await visitDoctor({
      vars: goodVars(account),
      secrets: GOOD_SECRETS,
    })
    expect(text).not.toMatch(/[✗!] /)
    expect(verdict).toBe('tested')
    expect(code).toBe(0)
  })

  it('warns where nothing can arrive, because every key is for tests', async () => {
    const test = { source: 'Test', test: true }
    const vars = { ...goodVars(account), WRITE_KEYS: { wk_test: test } }
    const { text } = await visitDoctor({ vars, secrets: GOOD_SECRETS })
    expect(text).toContain('! WRITE_KEYS has test keys only')
    const both = { ...vars, WRITE_KEYS: { wk_test: test, wk_site: 'Website' } }
    const { text: other } = await visitDoctor({ vars: both, secrets: GOOD_SECRETS })
    expect(other).not.toContain('test keys only')
  })

  it('names every fault at once, each with its place and how to mend it', async () => {
    const { code, text, verdict } = await visitDoctor({
      vars: { ...goodVars(account), HOURLY_CALLS: 'many', TIMELINE: 'notes' },
      secrets: { ADMIN_TOKEN: 'short' },
      environment: { EVENTS: '{"Signed Up": {}' },
    })
    expect(text).toContain('✗ FRESHSALES_API_KEY: is missing')
    expect(text).toContain('npx wrangler secret put FRESHSALES_API_KEY')
    expect(text).toContain('✗ ADMIN_TOKEN (.dev.vars): must have at least 12 characters')
    expect(text).toContain('✗ HOURLY_CALLS (wrangler.jsonc): must be a whole number')
    expect(text).toContain('✗ TIMELINE (wrangler.jsonc): must be one of note, activity')
    expect(text).toContain('✗ EVENTS (the environment): is not JSON')
    expect(verdict).toBe('mend: FRESHSALES_API_KEY, ADMIN_TOKEN, HOURLY_CALLS, TIMELINE, EVENTS')
    expect(code).toBe(1)
  })

  it('finds what is wrong only between two variables', async () => {
    const vars = { ...goodVars(account), TIMELINE: 'tracking' }
    const { verdict } = await visitDoctor({ vars, secrets: GOOD_SECRETS })
    expect(verdict).toBe('mend: FRESHSALES_APP_TOKEN')
  })

  it.each([
    [
      { ALERT_WEBHOOK: 'https://hooks.slack.com/services/x' },
      {},
      '✓ ALERT_WEBHOOK is taken for Slack',
    ],
    [
      { ALERT_WEBHOOK: 'https://acme.webhook.office.com/x' },
      {},
      '✗ ALERT_WEBHOOK is an Office 365 connector',
    ],
    [
      { ALERT_WEBHOOK: 'hooks.slack.com/x' },
      {},
      '✗ ALERT_WEBHOOK (wrangler.jsonc): must be an address that begins with https://',
    ],
    [
      { ALERT_EMAIL: 'ops@acme.com' },
      {},
      '✗ ALERT_EMAIL is told nothing: ALERT_EMAIL_FROM is missing',
    ],
    [
      { ALERT_EMAIL: 'ops@acme.com', ALERT_EMAIL_FROM: 'e@acme.com' },
      {},
      'Add "send_email": [{ "name": "EMAIL" }] to wrangler.jsonc',
    ],
    [
      { ALERT_EMAIL: 'ops@acme.com', ALERT_EMAIL_FROM: 'e@acme.com' },
      { send_email: [{ name: 'EMAIL' }] },
      '✓ ALERT_EMAIL is told by e-mail',
    ],
    [{ ALERT_EMAIL: 'ops at acme' }, {}, '✗ ALERT_EMAIL (wrangler.jsonc): is no e-mail address'],
    [{ ALERT_DETAILS: '1' }, {}, '! ALERT_DETAILS is on'],
  ])('says who is told of trouble, and what is missing: %j %j', async (vars, wrangler, said) => {
    const all = { ...goodVars(account), ...vars }
    const { text } = await visitDoctor({ vars: all, wrangler, secrets: GOOD_SECRETS })
    expect(text).toContain(said)
    expect(text).not.toContain('services/x')
  })

  it('lets the environment overrule .dev.vars, and .dev.vars the vars', async () => {
    const { text } = await visitDoctor({
      vars: { ...goodVars(account), HOURLY_CALLS: '1', MINUTE_CALLS: '1' },
      secrets: { ...GOOD_SECRETS, HOURLY_CALLS: '2', MINUTE_CALLS: '2' },
      environment: { HOURLY_CALLS: '3' },
    })
    expect(text).toContain('HOURLY_CALLS is 3 of')
    expect(text).toContain('.dev.vars has FRESHSALES_API_KEY, ADMIN_TOKEN, MINUTE_CALLS')
    expect(text).toContain('the environment has HOURLY_CALLS')
  })

  it('reads an environment of wrangler.jsonc', async () => {
    const staging = { ...BOUND, vars: { ...goodVars(account), HOURLY_CALLS: '77' } }
    const { text, code } = await visitDoctor({
      wrangler: { env: { staging } },
      secrets: GOOD_SECRETS,
      arguments: ['--env', 'staging'],
    })
    expect(text).toContain('HOURLY_CALLS is 77 of')
    expect(code).toBe(0)
  })

  const [outbox, visitors] = BOUND.durable_objects.bindings
  const objects = (...bindings: object[]) => ({ durable_objects: { bindings } })

  it.each<[string, object, string, string]>([
    ['no outbox', objects(visitors), '✗ OUTBOX: this binding is missing', 'mend: OUTBOX'],
    ['no objects at all', objects(), '"class_name": "Outbox" }', 'mend: OUTBOX (1 note)'],
    ['an outbox alone', objects(outbox), '! VISITORS: this binding', 'tested (1 note)'],
    ['no rate limit', { ratelimits: [] }, '"ratelimits": [{ "name"', 'tested (1 note)'],
    [
      'a rate limit of another name',
      { ratelimits: [{ ...BOUND.ratelimits[0], name: 'LIMIT' }] },
      '! RATE_LIMIT: this binding is missing',
      'tested (1 note)',
    ],
  ])('sees in wrangler.jsonc that there is %s', async (_, wrangler, line, expected) => {
    const visit = { vars: goodVars(account), secrets: GOOD_SECRETS, wrangler }
    const { text, verdict } = await visitDoctor(visit)
    expect(text).toContain(line)
    expect(verdict).toBe(expected)
  })

  it('sees that an environment of wrangler.jsonc has no bindings of its own', async () => {
    const { text, verdict } = await visitDoctor({
      wrangler: { env: { staging: { vars: goodVars(account) } } },
      secrets: GOOD_SECRETS,
      arguments: ['--env', 'staging'],
    })
    expect(text).toContain('to each environment in it')
    expect(verdict).toBe('mend: OUTBOX (2 notes)')
  })

  it('sees a slip of the pen in a name', async () => {
    const vars = { ...goodVars(account), ALLOWED_ORIGIN: [] }
    const { text, verdict } = await visitDoctor({ vars, secrets: GOOD_SECRETS })
    expect(text).toContain('✗ ALLOWED_ORIGIN in wrangler.jsonc is read by nothing')
    expect(text).toContain('Did you mean ALLOWED_ORIGINS?')
    expect(verdict).toBe('mend: ALLOWED_ORIGIN')
  })

  it('objects to a secret in wrangler.jsonc', async () => {
    const vars = { ...goodVars(account), ...GOOD_SECRETS }
    const { text, verdict } = await visitDoctor({ vars })
    expect(text).toContain('✗ FRESHSALES_API_KEY is a secret and stands in wrangler.jsonc')
    expect(verdict).toBe('mend: FRESHSALES_API_KEY, ADMIN_TOKEN')
  })

  it.each([
    [{ DRY_RUN: '1' }, '! DRY_RUN is on'],
    [{ ALLOWED_ORIGINS: [] }, '! ALLOWED_ORIGINS is empty'],
    [{ ACTIVITY_TYPE: 'Website' }, '! ACTIVITY_TYPE is used with TIMELINE=activity only'],
    [
      { WRITE_KEYS: { wk_site: { source: 'Website', fields: ['**'] } } },
      '! WRITE_KEYS: "Website" has "fields": ["**"] and may be used by pages',
    ],
    [
      { EVENTS: { Paid: { deal: { ...DEAL, amount: '{revenue}', stage: 'Won' } } } },
      '! EVENTS "Paid" writes amount, stage, which decides about',
    ],
    [
      { EVENTS: { Trial: { lifecycleStage: 'Lead', cf_plan: 'Pro' } } },
      '! EVENTS "Trial" writes lifecycleStage, which decides about',
    ],
    [{ EVENTS: { Moved: 'lifecycle_stage' } }, '! EVENTS "Moved" writes lifecycle_stage_id'],
  ])('remarks on %j without calling it a fault', async (vars, line) => {
    const visit = { vars: { ...goodVars(account), ...vars }, secrets: GOOD_SECRETS }
    const { text, code, verdict } = await visitDoctor(visit)
    expect(text).toContain(line)
    expect(verdict).toBe('tested (1 note)')
    expect(code).toBe(0)
  })

  it.each([
    [{ WRITE_KEYS: { sk_app: { source: 'App', trusted: true, fields: ['**'] } } }],
    [{ WRITE_KEYS: { wk_site: { source: 'Website', fields: ['*'] } } }],
    [
      {
        WRITE_KEYS: { sk_app: { source: 'App', trusted: true } },
        EVENTS: { Trial: { lifecycleStage: 'Lead' } },
      },
    ],
    [
      {
        EVENTS: {
          Signed: { tag: 'signed', jobTitle: 'Boss', deal: { ...DEAL, amount: 5 }, from: 'page' },
        },
      },
    ],
  ])('has no remark on %j', async (vars) => {
    const visit = { vars: { ...goodVars(account), ...vars }, secrets: GOOD_SECRETS }
    expect((await visitDoctor(visit)).verdict).toBe('tested')
  })

  it('prints no secret, not even one in the wrong place', async () => {
    const key = 'very-secret-api-key'
    const { text } = await visitDoctor({
      vars: { ...goodVars(account), WRITE_KEYS: `{"${key}": 1}`, HOSTNAMES: [`${key} !`] },
      secrets: { FRESHSALES_API_KEY: key, TURNSTILE_SECRET: key },
    })
    expect(text).not.toContain(key)
  })

  it.each([
    [['--config', 'nowhere.jsonc'], 'there is no such file here', 1],
    [['--env', 'nowhere'], 'nowhere', 1],
    [['--prob'], "Unknown option '--prob'. Did you mean --probe?", 2],
    [['--orign', 'https://a.example'], "Unknown option '--orign'. Did you mean --origin?", 2],
    [['--yes'], '--yes belongs to --probe', 2],
    [['--origin', 'https://a.example'], '--origin needs the address of the edge', 2],
    [['edge.example'], '"edge.example" is no address', 2],
    [['https://edge.example', '--origin', 'a.example'], '--origin is scheme and host', 2],
  ])('says what is wrong with %j', async (typed, reason, expected) => {
    const { text, code } = await visitDoctor({ arguments: typed })
    expect(text).toContain(reason)
    expect(code).toBe(expected)
  })
})

describe('the command line', () => {
  it('explains itself', async () => {
    const { status, stdout } = spawnSync(process.execPath, ['src/doctor/doctor.ts', '--help'])
    expect(String(stdout)).toContain('npm run doctor -- --probe --yes')
    expect(status).toBe(0)
  })

  it('ends with the exit code of the verdict, and without colours where nobody looks', () => {
    const { status, stdout } = spawnSync(process.execPath, ['src/doctor/doctor.ts'], {
      env: { PATH: process.env['PATH'], HOURLY_CALLS: 'many' },
    })
    expect(String(stdout)).toMatch(/\nmend: .*HOURLY_CALLS.*\n$/)
    expect(String(stdout)).not.toContain('\u001b')
    expect(status).toBe(1)
  })
})
