import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePorts } from '../helpers/freePorts.ts'
import {
  type Diagnosis,
  GOOD_SECRETS,
  goodVars,
  startAccount,
  type TestAccount,
  visitDoctor,
} from './harness.ts'

/** As a live account answers a user who lacks one right. */
const FORBIDDEN = {
  status: 403,
  body: { errors: { code: 403, message: ['You are not authorised to perform this operation.'] } },
}

let account: TestAccount

beforeAll(async () => {
  account = await startAccount()
})
beforeEach(() => account.set({}))
afterAll(() => account.stop())

const diagnose = (vars: object = {}, secrets: Record<string, string> = {}): Promise<Diagnosis> =>
  visitDoctor({
    vars: { ...goodVars(account), ...vars },
    secrets: { ...GOOD_SECRETS, ...secrets },
  })

describe('the account', () => {
  it('gets nothing written while it is checked', async () => {
    await diagnose(
      { TIMELINE: 'activity', ACTIVITY_TYPE: 'Website', EVENTS: { Won: { deal: { name: 'D' } } } },
      { FRESHSALES_APP_TOKEN: 'demo-app-token' },
    )
    expect(await account.leftBehind()).toEqual([])
    const writes = (await account.calls()).filter(({ method }) => method !== 'GET')
    expect(writes.length).toBeGreaterThan(4)
    expect(writes.map(({ status }) => status)).toEqual(writes.map(() => 400))
  })

  it('gets back a record that it should have refused', async () => {
    const id = await account.add('ann@acme.example')
    const match = { method: 'POST', path: '/contacts' }
    await account.spoil([{ match, answer: { status: 200, body: { contact: { id } } } }])
    const { text, code } = await diagnose()
    expect(text).toContain(`! the account took an unusable record: /contacts/${id}; it was deleted`)
    expect(await account.leftBehind()).toEqual([])
    expect(code).toBe(0)
  })

  it('is found by any spelling of its address', async () => {
    const { text, code } = await diagnose({ FRESHSALES_DOMAIN: `${account.url}/` })
    expect(text).toContain(`Account ${account.url}\n  ✓ answers as Freshsales does`)
    expect(code).toBe(0)
  })

  it('cannot be reached', async () => {
    const [port] = await freePorts(1)
    const { text, verdict } = await diagnose({ FRESHSALES_DOMAIN: `http://127.0.0.1:${port}` })
    expect(text).toContain('✗ cannot be reached: ECONNREFUSED')
    expect(verdict).toBe('mend: FRESHSALES_DOMAIN')
  })

  it.each([
    [{ kind: 'html' }, 'something answers there that is not the API of Freshsales'],
    [{ kind: 'redirect' }, 'something answers there that is not the API of Freshsales'],
    [{ answer: { status: 404, body: { errors: {} } } }, 'Freshsales has no such account or path'],
  ])('is another one: %j', async (rule, line) => {
    await account.spoil([rule])
    const { text, verdict, code } = await diagnose()
    expect(text).toContain(`✗ ${line}`)
    expect(verdict).toBe('mend: FRESHSALES_DOMAIN')
    expect(code).toBe(1)
  })

  it('is in trouble', async () => {
    await account.spoil([{ kind: 'error', answer: { status: 503 } }])
    expect((await diagnose()).verdict).toBe('mend: Freshsales')
  })

  it('has no calls left', async () => {
    await account.set({ hourlyCalls: 2 })
    const { text, verdict } = await diagnose()
    expect(text).toMatch(/✗ the account's quota is used up for the next \d+ s/)
    expect(verdict).toBe('mend: quota')
  })
})

describe('API keys', () => {
  it.each([
    [{ ALLOWED_ORIGINS: ['www.acme.com/shop'] }, 'ALLOWED_ORIGINS'],
    [{ WRITE_KEYS: '{"wk' }, 'WRITE_KEYS'],
    [{ EVENTS: { Paid: 'dael' } }, 'EVENTS'],
  ])('are tried although another setting is wrong: %j', async (vars, variable) => {
    const { text, verdict } = await diagnose(vars, { FRESHSALES_API_KEY: 'an-old-api-key' })
    expect(text).toContain(`✗ ${variable} (wrangler.jsonc)`)
    expect(verdict).toBe(`mend: ${variable}, FRESHSALES_API_KEY`)
  })

  it('are rejected with 401', async () => {
    const { text, verdict } = await diagnose({}, { FRESHSALES_API_KEY: 'an-old-api-key' })
    expect(text).toContain('✓ answers as Freshsales does\n  ✗ FRESHSALES_API_KEY is rejected')
    expect(verdict).toBe('mend: FRESHSALES_API_KEY')
  })

  it('lack every right where each answer is 403', async () => {
    await account.set({ behaviour: { badKeyStatus: 403 } })
    const { text, verdict } = await diagnose({}, { FRESHSALES_API_KEY: 'an-old-api-key' })
    expect(text).toContain('✗ FRESHSALES_API_KEY may not read contacts (status 403)')
    expect(text).not.toMatch(/API key|is accepted|is rejected/)
    expect(verdict).toMatch(/^mend: rights/)
  })

  it.each(['/selector/owners', '/selector/territories', '/settings/contacts/fields'])(
    'are good although %s is forbidden to them',
    async (path) => {
      await account.spoil([{ match: { path }, answer: FORBIDDEN }])
      const { text, code } = await diagnose()
      expect(text).toContain('✓ FRESHSALES_API_KEY is accepted')
      expect(text).not.toContain('✗')
      expect(code).toBe(0)
    },
  )

  it.each([
    ['/deals', 'write deals', { EVENTS: { Paid: { deal: { name: 'D' } } } }],
    ['/notes', 'write notes', {}],
    ['/contacts/filters', 'read contacts', {}],
  ])('lack the right to %s, in the words of Freshsales', async (path, what, vars) => {
    await account.spoil([{ match: { path }, answer: FORBIDDEN }])
    const { text, verdict, code } = await diagnose(vars)
    expect(text).toContain(
      `✗ FRESHSALES_API_KEY may not ${what} (status 403): You are not authorised to perform this operation.`,
    )
    expect(text).not.toContain('API key')
    expect(verdict).toMatch(/^mend: rights/)
    expect(code).toBe(1)
  })

  it('are both tested', async () => {
    const { text, verdict } = await diagnose({}, { FRESHSALES_API_KEY_NEXT: 'not-yet-a-key' })
    expect(text).toContain('✓ FRESHSALES_API_KEY is accepted')
    expect(text).toContain('✗ FRESHSALES_API_KEY_NEXT is rejected')
    expect(verdict).toBe('mend: FRESHSALES_API_KEY_NEXT')
  })

  it('may be in the middle of a change', async () => {
    const keys = { FRESHSALES_API_KEY: 'an-old-api-key', FRESHSALES_API_KEY_NEXT: 'demo-api-key' }
    const { text, code } = await diagnose({}, keys)
    expect(text).toContain(
      '! FRESHSALES_API_KEY is rejected; the edge uses FRESHSALES_API_KEY_NEXT',
    )
    expect(code).toBe(0)
  })

  it('may read and not write', async () => {
    await account.set({ apiKeys: { 'demo-api-key': 'read' } })
    const { text, verdict } = await diagnose()
    expect(text).toContain('✗ FRESHSALES_API_KEY may not write contacts (status 403)')
    expect(text).toContain('✗ FRESHSALES_API_KEY may not write notes (status 403)')
    expect(text).toContain('✓ FRESHSALES_API_KEY may read contacts\n')
    expect(verdict).toBe('mend: rights')
  })
})

describe('names', () => {
  it('are known to the account', async () => {
    const { text, verdict } = await diagnose({
      DEFAULTS: { leadSource: 'Web', lifecycleStage: 'Lead', status: 'New', cf_plan: 'Pro' },
      EVENTS: {
        Paid: {
          deal: { name: '{order}', account: '{company}', stage: 'Won', cf_seats: '{seats}' },
        },
        Demo: { activity: { type: 'Demo requested', owner: 'olivia@crm.example' }, tag: 'demo' },
      },
    })
    expect(text).toMatch(/✓ DEFAULTS: the account knows .*leadSource/)
    expect(text).toContain('✓ EVENTS "Paid": the account knows name, stage, cf_seats')
    expect(text).toContain('✓ EVENTS "Demo": the account knows type, owner')
    expect(verdict).toMatch(/^tested/)
  })

  it.each([
    [{ DEFAULTS: { leadSource: 'Wbe' } }, 'DEFAULTS: leadSource "Wbe"', 'Did you mean "Web"?'],
    [
      { DEFAULTS: { owner: 'nobody@crm.example' } },
      'DEFAULTS: owner "nobody',
      'olivia@crm.example',
    ],
    [{ DEFAULTS: { lifecycleStage: 'Trial' } }, 'lifecycleStage "Trial"', 'Customer'],
    [
      { DEFAULTS: { lifecycleStage: 'Customer', status: 'New' } },
      'does not belong to the given lifecycle_stage_id',
      'Churned',
    ],
    [{ DEFAULTS: { leadSource: 4711 } }, 'lead_sources have no such id', 'Web'],
    [{ DEFAULTS: { cf_plam: 'Pro' } }, 'cf_plam', 'Did you mean "cf_plan"?'],
    [{ DEFAULTS: { cf_plan: 'Gold' } }, 'no choice "Gold"', 'Enterprise'],
    [{ DEFAULTS: { cf_team_size: 'many' } }, 'wants a number', 'of type number'],
    [{ EVENTS: { Paid: { deal: { name: 'D', stage: 'Wom' } } } }, 'EVENTS "Paid": stage', '"Won"'],
    [
      { EVENTS: { ' Trial  Started ': { 'lifecycle stage': 'Laed' } } },
      'EVENTS " Trial  Started ": lifecycle stage "Laed"',
      '"Lead"',
    ],
    [
      { EVENTS: { 'Plan Changed': [{ tag: 'x' }, { status: 'Qualifed' }] } },
      'EVENTS "Plan Changed": status "Qualifed"',
      '"Qualified"',
    ],
    [{ CLICK_FIELDS: { gclid: 'cf_gclidd' } }, 'CLICK_FIELDS: cf_gclidd', '"cf_gclid"'],
    [{ EVENTS: { Paid: { deal: { name: 'D', cf_sets: '{n}' } } } }, 'cf_sets', '"cf_seats"'],
    [
      { EVENTS: { Call: { activity: 'Demo reqested' } } },
      'EVENTS "Call": activity',
      '"Demo requested"',
    ],
    [{ LEAD_QUALITY: { field: 'cf_lead_quality' } }, 'LEAD_QUALITY: cf_lead_quality', 'cf_plan'],
  ])('are not: %j', async (vars, problem, offer) => {
    const { text, verdict, code } = await diagnose(vars)
    const lines = text.split('\n')
    const at = lines.findIndex((line) => line.startsWith('  ✗'))
    expect(lines[at]).toContain(problem)
    expect(lines[at + 1]).toContain(offer)
    expect(verdict.replace(/ \(1 note\)$/, '')).toBe(`mend: ${Object.keys(vars)[0]}`)
    expect(code).toBe(1)
  })
})

describe('fields', () => {
  it('may be missing from the list that the account shows', async () => {
    const body = { fields: [{ id: 1, name: 'city', label: 'City' }] }
    const match = { path: '/settings/contacts/fields' }
    await account.spoil([{ match, answer: { status: 200, body } }])
    const { text, code } = await diagnose({ DEFAULTS: { city: 'Pune', keyword: 'crm' } })
    expect(text).toContain('! DEFAULTS: the account does not list keyword')
    expect(text).not.toContain('does not list city')
    expect(code).toBe(0)
  })

  it('may not be shown at all', async () => {
    await account.spoil([{ match: { path: '/selector/lead_sources' }, answer: { status: 403 } }])
    const { text, verdict } = await diagnose({ DEFAULTS: { leadSource: 'Web' } })
    expect(text).toContain('! the account does not show its lead_sources')
    expect(verdict).toBe('mend: DEFAULTS (1 note)')
  })
})

describe('what forms send', () => {
  const NOTE =
    "! forms send message, the account has no field for it: create cf_message, or it is written into the visit's entry"

  it.each([
    [[], true],
    [[{ name: 'cf_plan', label: 'Plan', type: 'text' }], true],
    [[{ name: 'cf_message', label: 'Your words', type: 'text' }], false],
    [[{ name: 'cf_said', label: 'Message', type: 'textarea' }], false],
  ])('may have no field: %j', async (contact, isTold) => {
    await account.set({ customFields: { contact } })
    const { text, code } = await diagnose()
    expect(text.includes(NOTE)).toBe(isTold)
    expect(code).toBe(0)
  })

  it('is not told where the fields are not shown', async () => {
    await account.set({ customFields: { contact: [] } })
    await account.spoil([{ match: { path: '/settings/contacts/fields' }, answer: FORBIDDEN }])
    expect((await diagnose()).text).not.toContain('forms send')
  })
})

describe('compulsory fields', () => {
  it('need a default', async () => {
    await account.set({ required: { contact: ['lead_source_id', 'job_title'] } })
    const { text, verdict } = await diagnose({ DEFAULTS: { leadSource: 'Web' } })
    expect(text).toContain('✗ "Job title" (job_title) is compulsory for a contact')
    expect(text).not.toContain('(lead_source_id) is compulsory')
    expect(verdict).toBe('mend: DEFAULTS')
  })

  it('are needed by the deals of EVENTS and by accounts', async () => {
    await account.set({ required: { deal: ['expected_close'], sales_account: ['website'] } })
    const EVENTS = { Paid: { deal: { name: 'D' } }, Won: { deal: { name: 'D', closeDate: '{d}' } } }
    const { text, verdict } = await diagnose({ EVENTS })
    expect(text).toContain('✗ EVENTS "Paid": "Expected close date" (expected_close) is compulsory')
    expect(text).not.toContain('✗ EVENTS "Won"')
    expect(text).toContain('! "Website" (website) is compulsory for an account')
    expect(verdict).toBe('mend: EVENTS (1 note)')
  })
})

describe('the timeline', () => {
  it.each([
    [{ ACTIVITY_TYPE: 'website' }, '✓ ACTIVITY_TYPE: the account has "Website"', 'tested'],
    [{ ACTIVITY_TYPE: 'Chat' }, '! "Chat" is one of Freshsales\' own types', 'tested (1 note)'],
    [{ ACTIVITY_TYPE: 'Webste' }, 'Did you mean "Website"?', 'mend: ACTIVITY_TYPE'],
    [{}, '✗ ACTIVITY_TYPE is not set', 'mend: ACTIVITY_TYPE'],
  ])('wants an activity type: %j', async (vars, line, verdict) => {
    const diagnosis = await diagnose({ TIMELINE: 'activity', ...vars })
    expect(diagnosis.text).toContain(line)
    expect(diagnosis.verdict).toBe(verdict)
  })

  it('names a built-in type in EVENTS, which Freshsales probably refuses', async () => {
    const EVENTS = { Called: { activity: 'Phone' }, Demo: { activity: 'Demo requested' } }
    const { text, code } = await diagnose({ EVENTS })
    expect(text).toContain('! EVENTS "Called": "Phone" is one of Freshsales\' own types')
    expect(text).not.toContain('! EVENTS "Demo"')
    expect(code).toBe(0)
  })

  it('has no type by the name or the id that EVENTS gives', async () => {
    const EVENTS = { Called: { activity: { type: 4711 } }, 'Demo Booked': { activity: 'Demoo' } }
    const { text, verdict } = await diagnose({ EVENTS })
    expect(text).toContain('✗ EVENTS "Called": type 4711 would be left out')
    expect(text).toContain('✗ EVENTS "Demo Booked": ')
    expect(verdict).toBe('mend: EVENTS')
  })

  it('says nothing of a type whose list the account does not show', async () => {
    await account.spoil([{ match: { path: '/selector/sales_activity_types' }, answer: FORBIDDEN }])
    const { text, code } = await diagnose({ TIMELINE: 'activity', ACTIVITY_TYPE: 'Website' })
    expect(text).toContain('! ACTIVITY_TYPE cannot be looked up')
    expect(text).not.toContain('has no sales activity type')
    expect(code).toBe(0)
  })

  it('cannot be of a type that asks for an outcome', async () => {
    const type = { name: 'Website', is_default: false, is_outcome_mandatory: true }
    await account.set({ lists: { sales_activity_types: [type] } })
    const { text } = await diagnose({ TIMELINE: 'activity', ACTIVITY_TYPE: 'Website' })
    expect(text).toContain('✗ "Website" makes an outcome compulsory')
  })

  it.each([
    [{}, 'demo-app-token', '✓ FRESHSALES_APP_TOKEN is accepted'],
    [{}, 'another-token', '✗ FRESHSALES_APP_TOKEN is rejected (status 401)'],
    [{ tracking: false }, 'demo-app-token', '✗ the tracking API is not there on this account'],
  ])('may be told to the tracking API of %j with %s', async (settings, token, line) => {
    await account.set(settings)
    const { text } = await diagnose({ TIMELINE: 'tracking' }, { FRESHSALES_APP_TOKEN: token })
    expect(text).toContain(line)
  })
})

describe('the quota', () => {
  it.each([
    [{}, '800', '✓ HOURLY_CALLS is 800 of the account’s 1000', 0],
    [{}, '1000', '! HOURLY_CALLS is all of the account’s 1000', 0],
    [{}, '1001', '✗ HOURLY_CALLS is 1001, and the account allows 1000', 1],
    [{ rateLimitHeaders: false }, '1000', '✓ HOURLY_CALLS is 1000, which every plan allows', 0],
    [{ rateLimitHeaders: false }, '1001', '! HOURLY_CALLS is 1001; Freshsales does not say', 0],
  ])('of %j is compared with HOURLY_CALLS=%s', async (settings, hourly, line, expected) => {
    await account.set(settings)
    const { text, code } = await diagnose({ HOURLY_CALLS: hourly })
    expect(text.replaceAll("'", '’')).toContain(line)
    expect(code).toBe(expected)
  })

  it('is nearly spent by others', async () => {
    await account.set({ hourlyCalls: 100 })
    for (let call = 1; call <= 86; call++)
      await fetch(`${account.url}/crm/sales/api/selector/owners`, {
        headers: { authorization: 'Token token=demo-api-key' },
      })
    const { text } = await diagnose({ HOURLY_CALLS: '80' })
    expect(text).toMatch(/! only \d of the account's 100 calls are left in this hour/)
  })
})

describe('a check that cannot be made', () => {
  it.each([
    [{ path: '/settings/contacts/fields' }, 'compulsory fields', 'Freshsales is in trouble'],
    [{ path: '/selector/sales_activity_types' }, 'activity types', 'Freshsales is in trouble'],
  ])('is one line, and the others are made: %j', async (match, title, line) => {
    await account.spoil([{ match, kind: 'error', answer: { status: 503 } }])
    const { text, verdict, code } = await diagnose({
      TIMELINE: 'activity',
      ACTIVITY_TYPE: 'Website',
    })
    const failed = text.split('\n').filter((each) => each.startsWith('  ✗'))
    expect(failed).toContainEqual(expect.stringContaining(`(while checking ${title})`))
    expect(failed.every((each) => each.includes(line))).toBe(true)
    expect(text).toContain('✓ HOURLY_CALLS is 800 of')
    expect(verdict).toBe('mend: Freshsales')
    expect(code).toBe(1)
  })
})

describe('an account on a host of its own', () => {
  const HOST = 'https://crm.acme.com'
  const onOwnHost = (settings: object = {}) =>
    diagnose({ FRESHSALES_DOMAIN: '', FRESHSALES_HOST: 'crm.acme.com', ...settings })

  /** Leads calls of that host to something on this machine, and tells with which keys. */
  function answerWith(respond: (request: Request) => Promise<Response>): string[] {
    const keys: string[] = []
    vi.spyOn(globalThis, 'fetch').mockImplementation((input, init) => {
      const request = new Request(input, init)
      keys.push(request.headers.get('authorization') ?? '')
      return respond(request)
    })
    return keys
  }
  afterEach(() => void vi.restoreAllMocks())

  it('is checked like any other', async () => {
    const { fetch } = globalThis
    answerWith((request) => fetch(new Request(request.url.replace(HOST, account.url), request)))
    const { text, code } = await onOwnHost()
    expect(text).toContain(`Account ${HOST}\n  ✓ answers as Freshsales does`)
    expect(code).toBe(0)
  })

  it.each([
    ['takes everybody', 200, '{"filters":[]}'],
    ['is a website', 200, '<!doctype html>'],
    ['has nothing there', 404, '{"message":"not found"}'],
    ['asks for a login page', 401, '<!doctype html>'],
  ])('never gets the key when it %s', async (_, status, body) => {
    const keys = answerWith(async () => new Response(body, { status }))
    const { text, verdict } = await onOwnHost()
    expect(text).toContain('your key was not sent there')
    expect(keys.join()).not.toContain(GOOD_SECRETS.FRESHSALES_API_KEY)
    expect(verdict).toBe('mend: FRESHSALES_HOST')
  })

  it('is told apart from a domain that is not used', async () => {
    answerWith(async () => new Response('{}'))
    const { text } = await onOwnHost({ FRESHSALES_DOMAIN: 'acme' })
    expect(text).toContain('! FRESHSALES_DOMAIN is not used: FRESHSALES_HOST comes before it')
  })

  it('never gets the key of a probe either', async () => {
    const keys = answerWith(async () => new Response('{}'))
    const environment = { FRESHSALES_HOST: 'crm.acme.com', FRESHSALES_API_KEY: 'demo-api-key' }
    const { verdict } = await visitDoctor({ environment, arguments: ['--probe', '--yes'] })
    expect(keys).toHaveLength(1)
    expect(keys.join()).not.toContain('demo-api-key')
    expect(verdict).toBe('mend: FRESHSALES_HOST')
  })
})

describe('a classic account', () => {
  const classic = () => ({ FRESHSALES_DOMAIN: `${account.url}/classic` })

  it('is asked for leads', async () => {
    await account.set({ generation: 'classic', required: { lead: ['city'] } })
    const { text, verdict } = await diagnose({ ...classic(), DEFAULTS: { leadSource: 'Web' } })
    expect(text).toContain('write leads')
    expect(text).toContain('✗ "City" (city) is compulsory for a lead')
    expect(verdict).toBe('mend: DEFAULTS')
    expect(await account.leftBehind()).toEqual([])
  })

  it('may want a company with each lead, for which there is no default', async () => {
    await account.set({ generation: 'classic', required: { lead: ['last_name', 'company'] } })
    const { text, verdict } = await diagnose({ ...classic(), DEFAULTS: { lastName: 'unknown' } })
    expect(text).toMatch(/! .*company.* is compulsory for a lead; a person without one is refused/)
    expect(verdict).toBe('tested (1 note)')
  })

  it('allows 400 calls a minute', async () => {
    await account.set({ required: { lead: [] } })
    const { verdict } = await diagnose({ ...classic(), MINUTE_CALLS: '500' })
    expect(verdict).toBe('mend: MINUTE_CALLS')
  })
})
