import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { expectLead } from '../../src/testing/lead/expectLead.ts'
import type { Lead } from '../../src/testing/lead/lead.ts'
import { startTestServer, type TestServer } from '../../src/testing/startTestServer.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer({
    settings: { LEAD_QUALITY: '{"hold":["disposable"]}' },
    account: { customFields: { contact: [{ name: 'cf_plan', label: 'Plan', type: 'text' }] } },
  })
})
afterAll(() => server?.stop())

interface Post {
  writeKey?: string
  origin?: string
}

async function post(
  batch: object[],
  { writeKey = 'wk_site', origin }: Post = {},
): Promise<Response> {
  return fetch(`${server.url}/v1/batch`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain', ...(origin && { origin }) },
    body: JSON.stringify({ writeKey, batch }),
  })
}

let counted = 0
const identify = (traits: object): object => ({
  type: 'identify',
  anonymousId: `visitor-${++counted}`,
  messageId: `message-${counted}`,
  traits,
})

const ANN = {
  email: 'ann@acme.example',
  firstName: 'Ann',
  lastName: 'Lee',
  jobTitle: 'Engineer',
  company: { name: 'Acme' },
  cfPlan: 'pro',
}

/** Nobody ever signs up as this one. */
const EVE = { email: 'eve@acme.example' }

/** What a developer reads. */
async function complaint(lead: Lead, within = 300): Promise<string> {
  try {
    await server.expectLead(lead, { within })
  } catch (error) {
    return (error as Error).message
  }
  throw new Error('The lead was found.')
}

describe('expectLead, while nothing was posted,', () => {
  it('says that nothing came at all, and where it should have come', async () => {
    expect(await complaint(ANN)).toContain(
      `no page loaded the script, none posted. The tag's src, or the endpoint, must be ${server.url}`,
    )
  })

  it('says that a page has the script and posted nothing', async () => {
    expect((await fetch(`${server.url}/sdk.js`)).headers.get('cache-control')).toContain('max-age')
    expect(await complaint(ANN)).toContain('loaded the script and posted nothing')
  })
})

describe('expectLead', () => {
  beforeAll(() => post([identify(ANN)]))

  it.each<[string, Lead]>([
    ['the names of the page', ANN],
    ['the names of the CRM', { first_name: 'Ann', job_title: 'Engineer', cf_plan: 'pro' }],
    ['a company by its name', { company: 'Acme', sales_accounts: [{ name: 'Acme' }] }],
    ['an address in any case, and patterns', { email: 'Ann@Acme.example', name: /^Ann L/ }],
    [
      'matchers of a test runner',
      { firstName: expect.any(String), lastName: expect.stringMatching('ee') },
    ],
    ['what is not there', { city: null, medium: undefined }],
  ])('finds a contact by %s', async (_, lead) => {
    expect(await server.expectLead(lead)).toMatchObject({ email: 'ann@acme.example' })
  })

  it('looks where the test server of this process is', async () => {
    expect(await expectLead({ email: ANN.email })).toMatchObject({ first_name: 'Ann' })
  })

  it('names each field that differs, and nothing else of the contact', async () => {
    await server.expectLead({ email: ANN.email })
    const told = await complaint({
      email: ANN.email,
      firstName: 'Anna',
      cf_plan: 'basic',
      country: /\w/,
    })
    expect(told).toContain('ann@acme.example is in the CRM, but not as expected:')
    expect(told).toContain('firstName: expected "Anna", got "Ann"')
    expect(told).toContain('cf_plan: expected "basic", got "pro"')
    expect(told).toContain('country: expected /\\w/, got null')
    expect(told).not.toContain('Engineer')
  })

  it('names the write key that is wrong, and the page that has it', async () => {
    await post([identify(ANN)], { writeKey: 'wk_old', origin: 'http://localhost:3000' })
    expect(await complaint(EVE)).toContain(
      'refused POST /v1/batch from http://localhost:3000: 401, This write key is not in WRITE_KEYS.',
    )
  })

  it('names the event that the edge rejected', async () => {
    await post([{ type: 'identify', messageId: 'm', anonymousId: 'x'.repeat(300), traits: ANN }])
    expect(await complaint(EVE)).toContain(
      'rejected identify: anonymousId: must be text of at most',
    )
  })

  it('names who came instead, and what was posted of nobody', async () => {
    await post([
      identify({ email: 'bob@acme.example' }),
      { type: 'track', event: 'Clicked', anonymousId: 'v', messageId: 'c' },
    ])
    await server.expectLead({ email: 'bob@acme.example' })
    const told = await complaint(EVE)
    expect(told).toContain('nothing introduces this person: ')
    expect(told).toContain('identify of bob@acme.example, track "Clicked"')
    expect(told).toMatch(/Other contacts in the CRM: .*bob@acme\.example/)
  })

  it('says that a sign-up is held back, and for what', async () => {
    await post([identify({ ...ANN, email: 'ann@mailinator.com' })])
    expect(await complaint({ email: 'ann@mailinator.com' }, 1_000)).toMatch(
      /The sign-up of ann@mailinator\.com is held back for review \(LEAD_QUALITY\): \w+/,
    )
  })

  it('says what Freshsales refused, and why', async () => {
    const answer = { status: 400, body: { errors: { message: ['Nobody is let in.'] } } }
    await fetch(`${server.crmUrl}/simulator/faults`, {
      method: 'PUT',
      body: JSON.stringify({ rules: [{ match: { path: '/contacts' }, answer }] }),
    })
    await post([identify({ email: 'dan@acme.example' })])
    expect(await complaint({ email: 'dan@acme.example' }, 1_000)).toMatch(
      /Freshsales refused dan@acme\.example: .*let in/,
    )
  })
})

describe('expectNoLead', () => {
  beforeAll(() => server.reset())

  it('is content where nobody introduced themselves', async () => {
    await post([{ type: 'page', anonymousId: 'v', messageId: 'p' }])
    await server.expectNoLead({}, { within: 200 })
  })

  it('fails by one that came, also while it is still on its way', async () => {
    await post([identify(ANN)])
    await expect(server.expectNoLead({}, { within: 0 })).rejects.toThrow(
      /A contact with \{\} came, and none should have: "ann@acme\.example"/,
    )
  })
})

describe('startTestServer', () => {
  it('lets pages of any address read what they are answered, unless the settings say which', async () => {
    const origin = 'http://localhost:4173'
    const answer = await post([identify(ANN)], { origin })
    expect(answer.headers.get('access-control-allow-origin')).toBe(origin)
    const strict = await startTestServer({ settings: { ALLOWED_ORIGINS: 'https://www.acme.com' } })
    const refused = await fetch(`${strict.url}/v1/batch`, { method: 'POST', headers: { origin } })
    await strict.stop()
    expect(refused.status).toBe(403)
  })

  it('forgets everything by a reset, so that the same person is new', async () => {
    await post([identify(ANN)])
    const { id } = await server.expectLead({ email: ANN.email })
    await server.reset()
    await server.expectNoLead({}, { within: 0 })
    await post([identify({ ...ANN, firstName: 'Anna' })])
    const again = await server.expectLead({ email: ANN.email, firstName: 'Anna' })
    expect(again.id).toBeLessThanOrEqual(id)
  })

  it('has no quota that the tests of a day would meet', async () => {
    const headers = { authorization: `Bearer ${server.adminToken}` }
    const answer = await fetch(`${server.url}/console/api/overview`, { headers })
    const { quota } = (await answer.json()) as {
      quota: Record<'hour' | 'minute', { limit: number }>
    }
    expect(quota.hour.limit).toBeGreaterThanOrEqual(100_000)
    expect(quota.minute.limit).toBeGreaterThanOrEqual(10_000)
    const status = await (await fetch(`${server.crmUrl}/simulator/status`)).json()
    expect(status).toMatchObject({ quota: { limit: 0 } })
  })

  it('shows its CRM and its console, and serves nothing else of the package', async () => {
    for (const address of [
      `${server.crmUrl}/`,
      `${server.crmUrl}/page.js`,
      `${server.url}/console`,
    ])
      expect((await fetch(address)).status, address).toBe(200)
    for (const name of ['worker.js', 'testing.js', '_headers', '..%2fpackage.json'])
      expect((await fetch(`${server.url}/${name}`)).status, name).toBe(404)
  })

  it.each<[string, object, RegExp]>([
    ['a setting', { settings: { LEAD_QUALITY: 'hold' } }, /LEAD_QUALITY: .*JSON/],
    ['the name of a setting', { settings: { EVENT: '{}' } }, /EVENT: is no setting/],
    ['the account', { account: { customField: {} } }, /account: .*customField/],
  ])('says what is wrong about %s', async (_, options, message) => {
    await expect(startTestServer(options)).rejects.toThrow(message)
  })

  it('names the port that is taken', async () => {
    const port = Number(new URL(server.url).port)
    await expect(startTestServer({ port })).rejects.toThrow(`Port ${port} is taken`)
  })
})
