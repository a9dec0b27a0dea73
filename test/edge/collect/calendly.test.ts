import { exports } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import {
  configure,
  control,
  drain,
  pass,
  records,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'

useCleanEdge()

const KEY = 'calendly-signing-key-of-the-tests'
const VISITOR = '1780315200000-09sylo7q3ww7'
const MINUTE = 60_000

const edge = (exports as unknown as { default: Fetcher }).default

/** https://developer.calendly.com/api-docs/calendly-api/webhooks/get-sample-webhook-data, as far as it matters. */
const report = (event: string, change: object = {}) => ({
  event,
  created_at: '2040-01-12T08:59:00.000000Z',
  created_by: 'https://api.calendly.com/users/AAAAAAAAAAAAAAAA',
  payload: {
    uri: 'https://api.calendly.com/scheduled_events/ABCDABCDABCDABCD/invitees/INVITEE0',
    event: 'https://api.calendly.com/scheduled_events/ABCDABCDABCDABCD',
    email: 'ann@acme.example',
    name: 'Ann Lee',
    first_name: null,
    last_name: null,
    status: 'active',
    timezone: 'Europe/Berlin',
    text_reminder_number: null,
    rescheduled: false,
    created_at: '2040-01-12T08:59:00.000000Z',
    updated_at: '2040-01-12T08:59:00.000000Z',
    questions_and_answers: [
      { position: 0, question: 'Company', answer: 'Acme Inc' },
      { position: 1, question: 'What shall we talk about?', answer: 'Prices' },
    ],
    tracking: {
      utm_campaign: 'spring',
      utm_source: 'ads',
      utm_medium: null,
      utm_content: null,
      utm_term: null,
      salesforce_uuid: VISITOR,
    },
    scheduled_event: {
      uri: 'https://api.calendly.com/scheduled_events/ABCDABCDABCDABCD',
      name: 'Demo',
      start_time: '2040-01-15T09:00:00.000000Z',
      end_time: '2040-01-15T09:30:00.000000Z',
    },
    ...change,
  },
})

const CREATED = report('invitee.created')
const CANCELED = report('invitee.canceled', {
  status: 'canceled',
  cancellation: {
    canceled_by: 'Ann Lee',
    reason: 'Ill',
    created_at: '2040-01-12T08:59:30.000000Z',
  },
})

async function sign(body: string, { key = KEY, at = Date.now() } = {}): Promise<string> {
  const seconds = Math.floor(at / 1_000)
  const bytes = new TextEncoder()
  const hmac = { name: 'HMAC', hash: 'SHA-256' }
  const secret = await crypto.subtle.importKey('raw', bytes.encode(key), hmac, false, ['sign'])
  const signature = await crypto.subtle.sign('HMAC', secret, bytes.encode(`${seconds}.${body}`))
  const hex = [...new Uint8Array(signature)].map((byte) => byte.toString(16).padStart(2, '0'))
  return `t=${seconds},v1=${hex.join('')}`
}

const post = async (body: string, signature?: string): Promise<Response> =>
  edge.fetch('https://edge.acme.example/v1/webhooks/calendly', {
    method: 'POST',
    body,
    headers: signature === undefined ? {} : { 'Calendly-Webhook-Signature': signature },
  })

const deliver = async (what: object, when?: { key?: string; at?: number }) => {
  const body = JSON.stringify(what)
  return post(body, await sign(body, when))
}

const advice = async (): Promise<string> => {
  const health = await edge.fetch('https://edge.acme.example/health')
  expect(health.status).toBe(200)
  return `${((await health.json()) as { advice?: string[] }).advice}`
}

const entries = async (): Promise<string> => {
  await pass(60 * MINUTE)
  const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
  return notes.map(({ description }) => description).join('\n')
}

const countOf = (text: string, part: string): number => text.split(part).length - 1

describe('a booking that Calendly reports', () => {
  it('is a contact with what they answered, and an entry that says when', async () => {
    const response = await deliver(CREATED)
    expect(response.status).toBe(200)
    expect(await response.json()).toEqual({ success: true, accepted: 2, rejected: [] })
    await drain()
    const { contacts, sales_accounts } = await records()
    expect(contacts).toMatchObject([
      { email: 'ann@acme.example', first_name: 'Ann', last_name: 'Lee' },
    ])
    expect(sales_accounts).toMatchObject([{ name: 'Acme Inc' }])
    const told = await entries()
    expect(told).toContain('Meeting Booked')
    expect(told).toContain('2040-01-15T09:00:00')
    expect(told).toContain('What shall we talk about?: Prices')
  })

  it('is the visitor’s whose id it carries: the pages before are theirs', async () => {
    const page = {
      type: 'page',
      anonymousId: VISITOR,
      properties: { path: '/pricing', title: 'Pricing' },
    }
    await sendFromPage(page)
    await deliver(CREATED)
    expect(await entries()).toContain('/pricing')
    expect((await records()).contacts).toHaveLength(1)
  })

  it('that the page reported as well is one entry, whichever comes first', async () => {
    const fromPage = {
      type: 'track',
      event: 'Meeting Booked',
      messageId: 'calendly-INVITEE0',
      anonymousId: VISITOR,
      properties: { widget: 'Calendly' },
      context: { form: { widget: 'Calendly' } },
    }
    await sendFromPage(fromPage)
    await deliver(CREATED)
    await sendFromPage(fromPage)
    expect(countOf(await entries(), 'Meeting Booked')).toBe(1)
    expect((await records()).contacts).toHaveLength(1)
  })

  it('twice by one person is one contact and two entries', async () => {
    await deliver(CREATED)
    vi.setSystemTime(Date.now() + MINUTE)
    await deliver(
      report('invitee.created', {
        uri: 'https://api.calendly.com/scheduled_events/OTHEROTHEROTHER1/invitees/INVITEE1',
        created_at: '2040-01-12T09:01:00.000000Z',
        scheduled_event: { name: 'Demo', start_time: '2040-01-16T10:00:00.000000Z' },
      }),
    )
    const told = await entries()
    expect((await records()).contacts).toHaveLength(1)
    expect(told).toContain('2040-01-15T09:00:00')
    expect(told).toContain('2040-01-16T10:00:00')
  })

  it('that is reported again with a signature of its own counts once', async () => {
    await deliver(CREATED)
    vi.setSystemTime(Date.now() + MINUTE)
    expect((await deliver(CREATED)).status).toBe(200)
    expect(countOf(await entries(), 'Meeting Booked')).toBe(1)
  })

  it('is no more than a page’s word: anybody can type an address at Calendly', async () => {
    const before = { timestamp: '2040-01-11T09:00:00.000Z' }
    await send({
      type: 'identify',
      traits: { email: 'ann@acme.example', firstName: 'Anna' },
      ...before,
    })
    await drain()
    await configure({ EXISTING: 'fill' })
    await deliver(CREATED)
    await drain()
    expect((await records()).contacts).toMatchObject([{ first_name: 'Anna' }])
  })

  it('survives an outage of Freshsales', async () => {
    await setFaults({ rules: [{ match: {}, answer: { status: 503 } }] })
    expect((await deliver(CREATED)).status).toBe(200)
    await drain()
    await setFaults({ rules: [] })
    await pass(2 * 60 * MINUTE)
    expect((await records()).contacts).toHaveLength(1)
  })
})

it('a cancellation that Calendly reports is an event of its own', async () => {
  await deliver(CREATED)
  await deliver(CANCELED)
  const told = await entries()
  expect(countOf(told, 'Meeting Booked')).toBe(1)
  expect(countOf(told, 'Meeting Canceled')).toBe(1)
  expect(told).toContain('Ill')
})

it.each([
  ['another event', report('routing_form_submission.created')],
  ['no invitee', { event: 'invitee.created', payload: {} }],
  ['no payload', { event: 'invitee.created' }],
  [
    'an address that is none',
    report('invitee.created', { uri: 'https://api.calendly.com/users/A' }),
  ],
])('a report of %s is taken and does nothing', async (_, what) => {
  const response = await deliver(what)
  expect(await response.json()).toEqual({ success: true, accepted: 0, rejected: [] })
})

describe('a report', () => {
  const body = JSON.stringify(CREATED)

  it.each<[string, () => Promise<string | undefined>]>([
    ['without a signature', async () => undefined],
    ['with no signature in its header', async () => 'v1=abc'],
    ['signed with another key', () => sign(body, { key: 'another-key-of-somebody' })],
    ['signed for another body', () => sign(`${body} `)],
    ['signed too long ago', () => sign(body, { at: Date.now() - 3 * MINUTE - 1_000 })],
    ['signed ahead of time', () => sign(body, { at: Date.now() + 3 * MINUTE + 2_000 })],
    [
      'whose time was changed',
      async () =>
        (await sign(body, { at: Date.now() - 60 * MINUTE })).replace(
          /t=\d+/,
          `t=${Math.floor(Date.now() / 1_000)}`,
        ),
    ],
  ])('%s is refused with 401 and told', async (_, signature) => {
    expect(await advice()).not.toContain('CALENDLY_SIGNING_KEY')
    const response = await post(body, await signature())
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({
      success: false,
      error: { code: 'wrong_signature' },
    })
    expect(await advice()).toContain('CALENDLY_SIGNING_KEY')
    await drain()
    expect((await records()).contacts).toEqual([])
  })

  it('whose signature is used again is refused with 401 and told', async () => {
    const signature = await sign(body)
    expect((await post(body, signature)).status).toBe(200)
    const again = await post(body, signature)
    expect(again.status).toBe(401)
    expect(await again.json()).toMatchObject({ error: { code: 'wrong_signature' } })
    expect(await advice()).toContain('CALENDLY_SIGNING_KEY')
  })

  it('is told of for a day', async () => {
    await post(body, 'v1=abc')
    await pass(25 * 60 * MINUTE)
    expect(await advice()).not.toContain('CALENDLY_SIGNING_KEY')
  })

  it('that is no JSON, or too large, is refused', async () => {
    const text = 'no json'
    expect((await post(text, await sign(text))).status).toBe(400)
    const large = 'x'.repeat(600 * 1024)
    expect((await post(large, await sign(large))).status).toBe(413)
  })

  it('is not taken from a page', async () => {
    const response = await edge.fetch('https://edge.acme.example/v1/webhooks/calendly', {
      method: 'OPTIONS',
    })
    expect(response.status).toBe(405)
    expect(response.headers.get('access-control-allow-origin')).toBeNull()
  })
})
