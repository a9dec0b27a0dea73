import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  configure,
  drain,
  pass,
  person,
  records,
  send,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { operator, refusal } from './console.ts'

useCleanEdge()

const WEBHOOK = 'https://hooks.alerts.example/services/secret'
const MINUTE = 60_000
const HOUR = 60 * MINUTE

interface Alert {
  text: string
  condition: string
  state: 'begun' | 'over'
  since: string
}

const alerts: Alert[] = []
let answer: () => Promise<Response> = async () => new Response('ok')

beforeEach(async () => {
  alerts.length = 0
  answer = async () => new Response('ok')
  const network = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (String(input) !== WEBHOOK) return network(input, init)
    alerts.push(JSON.parse(String(init?.body)) as Alert)
    return answer()
  })
  await configure({ ALERT_WEBHOOK: WEBHOOK })
})
afterEach(() => vi.restoreAllMocks())

const told = () => alerts.map(({ condition, state }) => `${condition} ${state}`)

describe('an alert', () => {
  it('says once that leads wait too long, and once that they no longer do', async () => {
    const tooMany = { status: 429, headers: { 'Retry-After': '1800' } }
    await setFaults({ rules: [{ answer: tooMany, times: 1 }] })
    await send(person(1))
    await pass(14 * MINUTE)
    expect(told()).toEqual([])
    await pass(2 * MINUTE)
    expect(told()).toEqual(['leads_wait begun'])
    await pass(10 * MINUTE)
    expect(told()).toHaveLength(1)
    await pass(HOUR)
    expect(told()).toEqual(['leads_wait begun', 'leads_wait over'])
    expect(alerts[0]?.text).toMatch(/^freshsales-edge: A lead has been waiting .* 15 minutes/)
  })

  it('comes also while delivery is paused, when nothing else happens', async () => {
    await operator.pause()
    await send(person(1))
    await pass(20 * MINUTE)
    expect(told()).toEqual(['leads_wait begun'])
  })

  it('says that the key is refused, and when it is accepted again', async () => {
    await setFaults({ rules: [{ answer: { status: 401 } }] })
    await send(person(1))
    await pass(MINUTE)
    expect(told()).toEqual(['key_refused begun'])
    await setFaults({ rules: [] })
    await pass(10 * MINUTE)
    expect(told()).toEqual(['key_refused begun', 'key_refused over'])
  })

  it('says that dead letters grow, once, and that they do no longer after a calm hour', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await send(person(1))
    await pass(MINUTE)
    await send(person(2))
    await pass(30 * MINUTE)
    expect(told()).toEqual(['dead_letters_grow begun'])
    await pass(HOUR)
    expect(told()).toEqual(['dead_letters_grow begun', 'dead_letters_grow over'])
  })

  it('holds no personal data and no secret', async () => {
    await setFaults({ rules: [refusal('person1@acme.example is odd', { path: 'upsert' })] })
    await send(person(1))
    await pass(MINUTE)
    expect(alerts).toHaveLength(1)
    expect(JSON.stringify(alerts)).not.toMatch(/@|P1|u-1|demo-/)
  })

  it('is sent again when the webhook did not take it', async () => {
    let tries = 0
    answer = async () => new Response(null, { status: tries++ < 2 ? 500 : 200 })
    await setFaults({ rules: [{ answer: { status: 401 } }] })
    await send(person(1))
    await pass(10 * MINUTE)
    expect(told()).toEqual(Array(3).fill('key_refused begun'))
  })

  it('holds up no delivery when the webhook never answers', async () => {
    answer = () => new Promise(() => {})
    await setFaults({ rules: [refusal('No such luck', { body: 'person1@' })] })
    await send(person(1))
    await drain()
    expect(told()).toEqual(['dead_letters_grow begun'])
    await send(person(2))
    await drain()
    expect((await records()).contacts).toHaveLength(1)
  })
})

describe('a webhook that fails', () => {
  it('is told in the console and by /health, and goes on when a test shows that it works', async () => {
    answer = async () => new Response('no_service', { status: 404 })
    await setFaults({ rules: [{ answer: { status: 401 } }] })
    await send(person(1))
    await pass(10 * MINUTE)
    const { channels, health } = await operator.overview()
    expect(channels).toMatchObject([
      { channel: 'webhook', waiting: 1, failing: { answered: 'it answered 404' } },
    ])
    expect(health.advice).toEqual([
      expect.stringMatching(
        /^Messages to ALERT_WEBHOOK have not arrived since 20[\d-]{8} \d\d:\d\d UTC: it answered 404/,
      ),
    ])
    expect(JSON.stringify([channels, health])).not.toMatch(/hooks|no_service/)

    expect((await operator.testMessage()).channels[0]?.problem).toBe('it answered 404')
    answer = async () => new Response('ok')
    alerts.length = 0
    expect((await operator.testMessage()).channels[0]).not.toHaveProperty('problem')
    await drain()
    expect(alerts.map(({ text }) => text)).toEqual([
      expect.stringContaining('This is a test.'),
      expect.stringContaining('does not accept the API key'),
    ])
    expect((await operator.overview()).health.advice).toBeUndefined()
  })
})

it('tells a channel that is set up later of what still stands, and the others not again', async () => {
  await setFaults({ rules: [{ answer: { status: 401 } }] })
  await send(person(1))
  await pass(MINUTE)
  const mails: { subject: string; text: string }[] = []
  const EMAIL = { send: async (mail: (typeof mails)[0]) => void mails.push(mail) }
  await configure({ ALERT_EMAIL: 'ops@acme.example', ALERT_EMAIL_FROM: 'e@acme.example', EMAIL })
  await pass(5 * MINUTE)
  expect(told()).toEqual(['key_refused begun'])
  expect(mails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^freshsales-edge: Freshsales does not accept the API key/),
  ])
})

it('tells nobody while all is well', async () => {
  await send(person(1))
  await pass(2 * HOUR)
  expect(told()).toEqual([])
})
