import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { DigestView, FormsView } from '../../../src/edge/outbox/operator/formView.ts'
import {
  configure,
  drain,
  pass,
  rows,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { findOne, operator, refusal } from './console.ts'

useCleanEdge()

const WEBHOOK = 'https://hooks.alerts.example/services/secret'
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Told {
  text: string
  condition?: string
  state: string
}

const told: Told[] = []

beforeEach(async () => {
  told.length = 0
  const network = globalThis.fetch
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input, init) => {
    if (String(input) !== WEBHOOK) return network(input, init)
    told.push(JSON.parse(String(init?.body)) as Told)
    return new Response('ok')
  })
  await configure({ ALERT_WEBHOOK: WEBHOOK })
})
afterEach(() => vi.restoreAllMocks())

let people = 0

/** A form that somebody hands in, as the script reports it. */
function signUp(formId = 'contact', given: object = {}, context: object = {}) {
  const person = { email: `person${++people}@acme.example`, ...given }
  return report(person, { formId, url: 'https://www.acme.example/contact?utm_source=x' }, context)
}

function report(traits: { email: string }, properties: object, context: object = {}) {
  const anonymousId = `browser of ${traits.email}`
  const form = { seconds: 20, honeypot: false }
  const about = { anonymousId, context: { form, ...context } }
  return sendFromPage(
    { type: 'identify', traits, ...about },
    { type: 'track', event: 'Form Submitted', properties, ...about },
  )
}

const health = async () => (await operator.overview()).health

const forms = async () => (await operator.forms()).forms
const sumOf = (form: FormsView['forms'][number] | undefined) =>
  (['sent', 'delivered', 'refused'] as const).map((kind) =>
    form?.days.reduce((total, day) => total + day[kind], 0),
  )

describe('a form in the console', () => {
  it('shows what it sent, what was delivered, and whose the last lead was', async () => {
    await signUp()
    await signUp()
    await drain()
    const [form, ...others] = await forms()
    expect(others).toEqual([])
    expect(form).toMatchObject({
      source: 'Website',
      name: 'contact',
      page: '/contact',
      troubles: [],
    })
    expect(sumOf(form)).toEqual([2, 2, 0])
    const last = await findOne(`person${people}@`)
    expect(form?.last).toEqual({ at: Date.now(), person: last.id })
    expect(await rows('SELECT state FROM subject')).not.toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: expect.stringContaining('signUps') }),
      ]),
    )
  })

  it('counts an event once, however often it is sent', async () => {
    const event = { type: 'track', event: 'Form Submitted', properties: { formId: 'demo' } }
    const about = { anonymousId: 'a-1', context: { form: {} } }
    const batch = [
      { type: 'identify', traits: { email: 'ann@acme.example' }, messageId: 'm-1', ...about },
      { ...event, messageId: 'm-2', ...about },
    ]
    await sendFromPage(...batch)
    await sendFromPage(...batch)
    await drain()
    await sendFromPage(...batch)
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 1, 0])
  })

  it('counts what servers send, and what page code says of somebody new, for their source', async () => {
    await send({ type: 'identify', userId: 'u-1', traits: { email: 'one@acme.example' } })
    await sendFromPage({ type: 'identify', userId: 'u-2', traits: { email: 'two@acme.example' } })
    await drain()
    await send({
      type: 'identify',
      userId: 'u-1',
      traits: { email: 'one@acme.example', city: 'Rome' },
    })
    await drain()
    const found = (await forms()).map(({ source, name, ...form }) => [
      source,
      name,
      ...sumOf({ source, name, ...form }),
    ])
    expect(found.sort()).toEqual([
      ['Server', '', 1, 1, 0],
      ['Website', '', 1, 1, 0],
    ])
  })

  it('counts a refusal once, and takes it back when what was refused arrives', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await signUp()
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 0, 1])
    await operator.replay({ all: true })
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 0, 1])
    await setFaults({ rules: [] })
    await operator.replay({ all: true })
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 1, 0])
  })

  it('counts as delivered what was held back once the operator lets it through', async () => {
    await signUp('contact', {}, { form: { honeypot: true } })
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 0, 0])
    const { held } = await operator.waiting()
    await operator.release(held[0]?.id ?? 0)
    await drain()
    expect(sumOf((await forms())[0])).toEqual([1, 1, 0])
  })

  it('does not count the lead that the console itself sends to try everything out', async () => {
    await signUp('contact', { email: 'freshsales-edge-test+1@acme.example' })
    await drain()
    expect(await forms()).toEqual([])
  })

  it('names nobody, whatever a page writes into a name', async () => {
    await report(
      { email: 'ann@acme.example' },
      {
        formId: 'form of ann@acme.example 0049171234567',
        url: 'https://x.example/u/ann@acme.example',
      },
    )
    await drain()
    expect(JSON.stringify(await rows('SELECT * FROM form'))).not.toMatch(/@|49171/)
  })

  it('no longer tells whose the last lead was once they are forgotten', async () => {
    await signUp()
    await drain()
    const { id } = await findOne(`person${people}@`)
    await operator.forget(id)
    const [form] = await forms()
    expect(form?.last).toEqual({ at: Date.now() })
    expect(JSON.stringify(await rows('SELECT record FROM form'))).not.toMatch(/subject|messageId/)
  })

  it('is taken off the list, and comes back with the next sign-up', async () => {
    await signUp()
    await drain()
    const [form] = await forms()
    expect(await operator.removeForm(form?.id ?? 0)).toEqual({ removed: true })
    expect(await forms()).toEqual([])
    await signUp()
    await drain()
    expect(await forms()).toHaveLength(1)
  })

  it('tells where leads came from', async () => {
    const attribution = { last: { source: 'google', medium: 'cpc' } }
    await signUp('contact', {}, { attribution })
    await signUp('contact', {}, { attribution })
    await signUp('contact', {}, { attribution: { last: { click: { gclid: 'x' } } } })
    await signUp('contact', {}, { attribution: { last: {} } })
    await signUp()
    await drain()
    expect((await operator.forms()).channels).toEqual([
      { name: 'google / cpc', leads: 3 },
      { name: 'direct', leads: 1 },
      { name: 'not known', leads: 1 },
    ])
  })
})

describe('a form that falls silent', { timeout: 20_000 }, () => {
  /** One sign-up a day, for as long as it takes until a form is known. */
  beforeEach(async () => {
    for (let day = 0; day < 16; day++) {
      await signUp()
      await pass(DAY)
    }
    expect(told).toEqual([])
  })

  it('is told of when more is missing than chance explains, by the alarm alone, and when it is back', async () => {
    await pass(2 * DAY)
    expect(told).toEqual([])
    await pass(6 * DAY)
    expect(told).toHaveLength(1)
    expect(told[0]).toMatchObject({
      condition: expect.stringMatching(/^form_stopped:\d+$/),
      state: 'begun',
    })
    expect(told[0]?.text).toMatch(
      /^freshsales-edge: The form “contact” of Website has sent nothing since Fri 2040-01-27 09:00 UTC; some \d+ a week are usual\. Fill it in once on \/contact/,
    )
    const { ok, advice } = await health()
    expect(ok).toBe(true)
    expect(advice).toEqual([told[0]?.text.replace('freshsales-edge: ', '')])
    expect((await forms())[0]?.troubles).toMatchObject([{ is: 'stopped' }])
    await signUp()
    await pass(HOUR)
    expect(told.map(({ state }) => state)).toEqual(['begun', 'over'])
    expect(told[1]?.text).toBe(
      'freshsales-edge: The form “contact” of Website is no longer silent.',
    )
    expect((await health()).advice).toBeUndefined()
  })

  it('is told of no more after four weeks, which is not to say that it is back', async () => {
    await pass(45 * DAY)
    expect(told.map(({ state }) => state)).toEqual(['begun', 'over'])
    expect(told[1]?.text).toContain('has sent nothing for four weeks, and is told of no more.')
    expect((await health()).advice).toBeUndefined()
  })

  it('is told of as junk where all that comes is held back, until it is taken off the list', async () => {
    for (let day = 0; day < 8; day++) {
      if (day < 4) await signUp('contact', {}, { form: { honeypot: true } })
      await pass(DAY)
    }
    expect(told.map(({ condition }) => condition?.split(':')[0])).toEqual(['form_onlyJunk'])
    expect(told[0]?.text).toContain('only what looks like junk')
    const [form] = await forms()
    await operator.removeForm(form?.id ?? 0)
    await pass(MINUTE)
    expect(told.map(({ state }) => state)).toEqual(['begun', 'over'])
  })
})

it('tells of a form of which all is refused, and says so in /health', async () => {
  await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
  for (let time = 0; time < 3; time++) {
    await signUp()
    await pass(MINUTE)
  }
  expect(told.map(({ condition }) => condition?.split(':')[0])).toContain('form_onlyRefused')
  const { ok, degraded } = await health()
  expect(ok).toBe(false)
  expect(degraded).toContainEqual(expect.stringContaining('Freshsales has refused all of it'))
})

it('tells of a form that sends everything twice', async () => {
  for (let time = 0; time < 5; time++) {
    const given = { email: `twin${time}@acme.example` }
    await signUp('contact', given)
    await signUp('contact', given)
    await pass(10 * MINUTE)
  }
  expect(told.map(({ condition }) => condition?.split(':')[0])).toEqual(['form_doubled'])
})

describe('the digest', () => {
  const digests = () => told.filter(({ state }) => state === 'digest')

  it('comes once a week, at the hour that DIGEST names, and tells what came in', async () => {
    // The clock stands at nine on a Thursday in winter: seven on Monday in UTC is eight in Berlin.
    await configure({ DIGEST: 'Monday 08:00 Europe/Berlin' })
    const attribution = { last: { source: 'google', medium: 'cpc' } }
    await signUp('contact', {}, { attribution })
    await signUp('demo')
    await drain()
    await pass(3 * DAY + 21 * HOUR)
    expect(digests()).toEqual([])
    await pass(HOUR + MINUTE)
    expect(digests()).toHaveLength(1)
    const { text } = digests()[0] as Told
    expect(text).toContain('2 leads, 0 the week before')
    expect(text).toContain('• contact (Website): 1 sent, 1 delivered')
    expect(text).toContain('By channel: google / cpc 1, not known 1.')
    expect(text).toMatch(/Calls to Freshsales: [1-9]/)
    expect(text).toContain('Nothing needs you.')
    expect(text).not.toMatch(/@|person/)
    await pass(7 * DAY)
    expect(digests()).toHaveLength(2)
  })

  it('is not sent where nobody asked for it, and stands in the console all the same', async () => {
    await setFaults({ rules: [refusal('No such luck', { path: 'contacts/upsert' })] })
    await signUp()
    await pass(8 * DAY)
    expect(digests()).toEqual([])
    const digest: DigestView = await operator.digest()
    expect(digest.title).toMatch(/^The week until 2040-01-20: 0 leads, 1 the week before\.$/)
    expect(digest.lines).toContain('• Dead letters: 1.')
    expect(digest.sentAt).toBeUndefined()
  })
})
