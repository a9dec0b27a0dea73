import { describe, expect, it } from 'vitest'
import {
  configure,
  drain,
  pass,
  person,
  records,
  send,
  sendFromPage,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { knock, operator, refusal } from './console.ts'

useCleanEdge()

const MINUTE = 60_000
const HOUR = 60 * MINUTE

const people = (count: number) => Array.from({ length: count }, (_, i) => person(i + 1))
const page = { type: 'page', anonymousId: 'a-1', properties: { url: 'https://www.acme.example/' } }

describe('the overview', () => {
  it('counts events, calls and what came of them, by minute and by hour', async () => {
    await setFaults({ rules: [refusal('No such luck', { body: 'person2@' })] })
    await send(person(1, { city: 'x'.repeat(300) }), person(2), page)
    await drain()
    const { flow } = await operator.overview()
    const now = { accepted: 3, delivered: 0, repaired: 1, retrying: 0, refused: 1 }
    expect(flow.hour).toHaveLength(60)
    expect(flow.day).toHaveLength(24)
    expect(flow.hour.at(-1)).toMatchObject(now)
    expect(flow.day.at(-1)).toMatchObject(now)
    // One call was mended once; the other was refused with its name and without.
    expect(flow.hour.at(-1)?.calls).toBe(4)
  })

  it('moves what was counted on as time goes by, and lets go of it after a day', async () => {
    await send(person(1))
    await drain()
    await pass(10 * MINUTE)
    expect((await operator.overview()).flow.hour.at(-11)).toMatchObject({ accepted: 1, calls: 1 })
    await pass(5 * HOUR)
    const later = (await operator.overview()).flow
    expect(later.hour.every(({ accepted, calls }) => accepted + calls === 0)).toBe(true)
    expect(later.day.at(-6)).toMatchObject({ accepted: 1, calls: 1, delivered: 1 })
    await pass(24 * HOUR)
    const { day } = (await operator.overview()).flow
    expect(day.every(({ accepted }) => accepted === 0)).toBe(true)
  })

  it('shows how much of the quota is used', async () => {
    await send(...people(3))
    await drain()
    const { quota } = await operator.overview()
    expect(quota.hour).toEqual({ used: 3, limit: 800, remaining: 797 })
    expect(quota.minute).toEqual({ used: 3, limit: 200, remaining: 197 })
  })

  it('says when the backlog will be drained, and is about right', async () => {
    // One source alone may spend the whole hour.
    const keys = '{"demo-server-key":{"source":"Server","trusted":true}}'
    await configure({ HOURLY_CALLS: '60', WRITE_KEYS: keys })
    await send(...people(200))
    await drain()
    const { backlog, delivery, now } = await operator.overview()
    expect(backlog.newContacts.count).toBe(140)
    expect(delivery.state).toBe('quotaUsedUp')
    const promised = (backlog.drainedAt ?? 0) - now
    await pass(promised - 10 * MINUTE)
    expect((await records()).contacts.length).toBeLessThan(200)
    await pass(20 * MINUTE)
    expect((await records()).contacts).toHaveLength(200)
  })

  it('says that calls are held back because Freshsales asked to slow down, and until when', async () => {
    const answer = { status: 429, headers: { 'Retry-After': '300' } }
    await setFaults({ rules: [{ times: 1, answer }] })
    await send(person(1))
    await drain()
    const { delivery, backlog, now } = await operator.overview()
    expect(delivery).toEqual({ state: 'throttled', until: now + 300_000 })
    expect(backlog.drainedAt).toBeGreaterThanOrEqual(now + 300_000)
  })

  it('says that the key is refused, and promises no end of it', async () => {
    await setFaults({ rules: [{ answer: { status: 401 } }] })
    await send(person(1))
    await drain()
    const { delivery, backlog, health } = await operator.overview()
    expect(delivery.state).toBe('keyRefused')
    expect(backlog.drainedAt).toBeUndefined()
    expect(health.degraded.join()).toContain('FRESHSALES_API_KEY')
  })
})

describe('/health', () => {
  const health = async () => {
    const response = await knock('/health')
    return { status: response.status, ...((await response.json()) as Health) }
  }

  it('is well while leads flow', async () => {
    await send(person(1))
    await drain()
    expect(await health()).toEqual({ status: 200, ok: true, degraded: [], oldestWaitingSeconds: 0 })
  })

  it('tells the age of the oldest lead, and calls it too much after a quarter of an hour', async () => {
    const answer = { status: 429, headers: { 'Retry-After': '3600' } }
    await setFaults({ rules: [{ answer }] })
    await send(person(1))
    await pass(10 * MINUTE)
    expect(await health()).toMatchObject({ status: 200, oldestWaitingSeconds: 600 })
    await pass(10 * MINUTE)
    expect(await health()).toMatchObject({
      status: 503,
      degraded: expect.arrayContaining(['A lead has been waiting for 20 minutes.']),
    })
  })

  it('says that delivery is paused', async () => {
    await operator.pause()
    expect(await health()).toMatchObject({
      status: 503,
      degraded: ['Delivery is paused in the console.'],
    })
  })
})

interface Health {
  ok: boolean
  degraded: string[]
  oldestWaitingSeconds: number
}

describe('a server that introduces people', () => {
  const introduction = { ...person(1), anonymousId: 'browser-1' }
  const view = { ...page, anonymousId: 'browser-1' }

  it.each<[string, () => Promise<unknown>]>([
    ['an address', () => send(introduction)],
    ['an id alone', () => send({ type: 'identify', userId: 'u-9', anonymousId: 'browser-1' })],
    ['a track', () => send(person(1), { ...introduction, type: 'track', event: 'Paid' })],
  ])('by %s and a browser of which no page has told is told of batch', async (_, introduce) => {
    await introduce()
    await drain()
    const { health } = await operator.overview()
    expect(health).toMatchObject({
      ok: true,
      advice: [expect.stringContaining('data-anonymous="batch"')],
    })
    expect(JSON.stringify(health)).not.toMatch(/browser-1|person1/)
    await sendFromPage(view)
    await drain()
    expect((await operator.overview()).health.advice).toBeUndefined()
  })

  it.each<[string, () => Promise<unknown>]>([
    ['names no browser', () => send(person(1))],
    [
      'names one that has told of itself',
      async () => [await sendFromPage(view), await send(introduction)],
    ],
    ['is a page', () => sendFromPage(introduction)],
    [
      'wants no timeline',
      async () => [await configure({ TIMELINE: 'off' }), await send(introduction)],
    ],
    ['did so a while ago', async () => [await send(introduction), await pass(8 * 24 * HOUR)]],
  ])('is not, who %s', async (_, introduce) => {
    await introduce()
    await drain()
    expect((await operator.overview()).health.advice).toBeUndefined()
  })
})
