import { describe, expect, it } from 'vitest'
import { IDENTITY_SECRET, openGate } from './gate.ts'
import { meaningOf } from './meaning.ts'
import { sign } from './sign.ts'

const exp = Math.floor(Date.now() / 1000) + 3600
const token = await sign({ sub: 'mallory', email: 'mallory@acme.example', exp })
const own = { userId: 'mallory' }
const owner = { owner: 'marco@crm.example' }

const open = { IDENTITY_SECRET }
const signedOnly = { ...open, WRITE_KEYS: { wk_site: { source: 'Website', signed: true } } }

const send = (event: object, { env = open, identityToken = token as unknown } = {}) => {
  const { context = {}, ...rest } = event as { context?: object }
  return meaningOf({ ...rest, context: { ...context, identityToken } }, { env })
}

/** Events that name somebody else than the token, each by another key in another place. */
const OF_OTHERS: [string, object][] = [
  ['traits.email', { type: 'identify', traits: { email: 'v1@acme.example' } }],
  ['traits.emails', { type: 'identify', traits: { emails: 'v2@acme.example', ...owner } }],
  [
    'traits.emails beside the userId',
    { type: 'identify', ...own, traits: { emails: 'v2@acme.example' } },
  ],
  [
    'a second of traits.emails',
    { type: 'identify', traits: { emails: ['mallory@acme.example', 'v2@acme.example'] } },
  ],
  [
    'context.traits.email',
    { type: 'identify', ...own, context: { traits: { email: 'v3@acme.example' } } },
  ],
  ['properties.email', { type: 'identify', ...own, properties: { email: 'v4@acme.example' } }],
  ['a userId that is an address', { type: 'identify', userId: 'v5@acme.example' }],
  ['another userId', { type: 'track', event: 'x', userId: 'cust-v5' }],
  ['the anonymousId alone', { type: 'identify', anonymousId: 'v6', traits: owner }],
  ['previousId', { type: 'alias', ...own, previousId: 'cust-v5' }],
  [
    'externalId of a group',
    {
      type: 'group',
      traits: { name: 'Acme' },
      anonymousId: 'a',
      context: { externalId: [{ id: 'v6@acme.example' }] },
    },
  ],
  [
    'traits.id',
    {
      type: 'identify',
      traits: { email: 'mallory@acme.example', id: 'cust-v7' },
      anonymousId: 'a',
    },
  ],
  [
    'the address of a page view',
    { type: 'page', ...own, context: { traits: { email: 'v8@acme.example' } } },
  ],
  [
    'properties.email of an event that acts',
    { type: 'track', event: 'Sales_Activity', ...own, properties: { email: 'v9@acme.example' } },
  ],
]

describe('a signed identity', () => {
  it.each(OF_OTHERS)('does not speak for others: %s', async (_, event) => {
    for (const env of [open, signedOnly]) {
      const { body, stored } = await send({ messageId: 'm', ...event }, { env })
      expect(body.rejected[0]?.reason).toMatch(
        /^context\.identityToken: (does not name|speaks for ids)/,
      )
      expect(stored).toBeUndefined()
    }
  })

  it('speaks for the ids in it, in every place', async () => {
    for (const event of [
      {
        type: 'identify',
        ...own,
        traits: { email: 'mallory@acme.example', id: 'mallory', ...owner },
      },
      { type: 'identify', userId: 'Mallory@acme.example', traits: owner },
      {
        type: 'identify',
        anonymousId: 'a',
        traits: { emails: ['mallory@acme.example'], ...owner },
      },
    ]) {
      const { contact, stored } = await send(event)
      expect(contact?.fields).toMatchObject({ owner_id: 'marco@crm.example' })
      expect(stored?.admission?.provenance).toBe('signed')
    }
  })

  it('leaves others out of an event that only mentions them', async () => {
    const event = {
      type: 'track',
      event: 'Invite Sent',
      ...own,
      properties: { email: 'eve@acme.example' },
    }
    expect((await send(event)).people).toEqual({ emails: [], userId: 'mallory' })
  })

  it('does not decide about companies, nor about records of others', async () => {
    const group = await send({
      type: 'group',
      ...own,
      traits: { name: 'BigCustomer', city: 'Pune', ...owner },
    })
    expect(group.account?.fields).toEqual({ city: 'Pune' })
    expect(group.withheld).toEqual(['account.owner_id'])
    const properties = { title: 'Call', salesActivityName: 'Demo', startDate: 1e9, endDate: 1e9 }
    const context = { externalId: { type: 'Deal', id: 7 } }
    const activity = await send({
      type: 'track',
      event: 'sales_activity',
      ...own,
      properties,
      context,
    })
    expect(activity.changes).toEqual([])
    expect(activity.withheld).toEqual(['activity.target'])
  })

  it('is a page’s word where an event has none of its ids', async () => {
    const { stored } = await send({ type: 'page', anonymousId: 'a1' })
    expect(stored?.admission).toEqual({ provenance: 'page' })
  })
})

describe('a source that takes signed identities only', () => {
  it.each<[string, object]>([
    [
      'an address in traits.emails',
      { type: 'identify', anonymousId: 'a', traits: { emails: 'v3@acme.example' } },
    ],
    [
      'an anonymousId that may be known',
      { type: 'identify', anonymousId: 'a', traits: { jobTitle: 'x' } },
    ],
    [
      'a company',
      { type: 'group', messageId: 'm', traits: { name: 'Acme', website: 'evil.example' } },
    ],
    ['two ids', { type: 'alias', userId: 'u', previousId: 'a' }],
    ['an event that acts', { type: 'track', event: 'sales_activity', anonymousId: 'a' }],
    ['a page view of somebody', { type: 'page', userId: 'v@acme.example' }],
  ])('takes nothing about anybody without one: %s', async (_, event) => {
    const { body } = await meaningOf(event, { env: signedOnly })
    expect(body.rejected[0]?.reason).toContain('takes signed identities only')
  })

  it.each([
    { type: 'page', anonymousId: 'a' },
    { type: 'track', event: 'Video Played', anonymousId: 'a' },
  ])('takes what visitors do who are not known: %j', async (event) => {
    expect((await meaningOf(event, { env: signedOnly })).status).toBe(200)
  })
})

describe('a token', () => {
  it.each([1e308, exp + 40 * 86_400, exp + 365 * 86_400])(
    'may not live for ever: %d',
    async (end) => {
      const { body } = await send(
        { type: 'page', ...own },
        { identityToken: await sign({ sub: 'mallory', exp: end }) },
      )
      expect(body.rejected[0]?.reason).toContain('ends too late')
    },
  )

  it('must say which source it is for, where there are several', async () => {
    const env = { ...open, WRITE_KEYS: { wk_site: 'Website', wk_app: 'App' } }
    expect((await send({ type: 'page', ...own }, { env })).body.rejected[0]?.reason).toContain(
      '"aud": "Website"',
    )
    const identityToken = await sign({ sub: 'mallory', exp, aud: 'Website' })
    expect((await send({ type: 'page', ...own }, { env, identityToken })).body.accepted).toBe(1)
  })

  it('is checked once, and few different ones in a request', async () => {
    const gate = openGate({ env: open })
    const page = (identityToken: unknown) => ({ type: 'page', ...own, context: { identityToken } })
    const same = await gate.post('/v1/batch', {
      writeKey: 'wk_site',
      batch: Array(400).fill(page(token)),
    })
    expect(same.body.accepted).toBe(400)
    const bad = Array.from({ length: 480 }, (_, index) => page(`${token}${index}`))
    const { body } = await gate.post('/v1/batch', { writeKey: 'wk_site', batch: bad })
    expect(body.rejected).toHaveLength(480)
    expect(body.rejected.filter(({ reason }) => reason.includes('one too many'))).toHaveLength(475)
  })
})

it('is read under a test key as under the key of the site, for which nothing changes', async () => {
  const WRITE_KEYS = { wk_site: 'Website', wk_test: { source: 'Test', test: true } }
  const gate = openGate({ env: { ...open, WRITE_KEYS } })
  const post = async (writeKey: string, identityToken: string) => {
    const event = { type: 'track', event: 'x', ...own, context: { identityToken } }
    const { body } = await gate.post('/v1/batch', { writeKey, batch: [event] })
    return (body as { accepted: number }).accepted
  }
  const ofSite = await sign({ sub: 'mallory', exp, aud: 'Website' })
  const ofTest = await sign({ sub: 'mallory', exp, aud: 'Test' })
  expect(await post('wk_site', token)).toBe(1)
  expect(await post('wk_test', token)).toBe(1)
  expect(await post('wk_test', ofSite)).toBe(1)
  expect(await post('wk_site', ofTest)).toBe(0)
})
