import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { batch, openGate, track } from './gate.ts'

const NOW = Date.UTC(2026, 5, 1, 12)
const HOUR_MS = 3_600_000
const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

async function timeOf(event: object, envelope: object = {}) {
  const gate = openGate()
  await gate.post('/v1/batch', { ...batch({ ...track, ...event }), ...envelope })
  return gate.stored()[0]
}

it('keeps the time of an event whose clock is right', async () => {
  const stored = await timeOf({ timestamp: at(-5_000) }, { sentAt: at(-200) })
  expect(stored?.timestamp).toBe(at(-5_000))
})

it('takes the time of arrival when the event gives none', async () => {
  expect((await timeOf({}))?.timestamp).toBe(at(0))
})

it.each([HOUR_MS, -HOUR_MS])('corrects a clock that is wrong by %i ms', async (wrong) => {
  const timestamp = at(wrong - 60_000)
  const stored = await timeOf({ timestamp }, { sentAt: at(wrong) })
  expect(stored?.timestamp).toBe(at(-60_000))
  expect(stored?.originalTimestamp).toBe(timestamp)
})

it('corrects by the time an event was sent, where each says its own', async () => {
  const event = { originalTimestamp: at(HOUR_MS - 60_000), sentAt: at(HOUR_MS) }
  expect((await timeOf(event))?.timestamp).toBe(at(-60_000))
})

it('does not take a slow line for a wrong clock: two requests keep their order', async () => {
  const first = await timeOf({ timestamp: at(-9_000) }, { sentAt: at(-9_000) })
  const second = await timeOf({ timestamp: at(-8_000) }, { sentAt: at(-100) })
  expect(String(first?.timestamp) < String(second?.timestamp)).toBe(true)
})

it('never lets an event happen in the future', async () => {
  expect((await timeOf({ timestamp: '9999-12-31T00:00:00Z' }))?.timestamp).toBe(at(0))
})

it.each([['no time'], [{}], [true], [Number.NaN], [''], [-1], ['-271821-04-20T00:00:00Z']])(
  'takes the time of arrival for %j',
  async (timestamp) => {
    expect((await timeOf({ timestamp }))?.timestamp).toBe(at(0))
  },
)

it.each([NOW / 1000 - 60, NOW - 60_000, at(-60_000), 'Mon, 01 Jun 2026 11:59:00 GMT'])(
  'reads %j as a time',
  async (timestamp) => {
    expect((await timeOf({ timestamp }))?.timestamp).toBe(at(-60_000))
  },
)

const DAY_MS = 24 * HOUR_MS

it.each([1, 15, 30])('keeps the time of what a browser kept for %i days', async (days) => {
  const timestamp = at(-days * DAY_MS)
  expect((await timeOf({ timestamp }, { sentAt: at(-300) }))?.timestamp).toBe(timestamp)
})

it.each([at(-40 * DAY_MS), '1970-01-02T00:00:00Z', '1999-12-31'])(
  'takes %s of a page for a broken clock, and of a server for the time',
  async (timestamp) => {
    expect((await timeOf({ timestamp }))?.timestamp).toBe(at(0))
    const server = await timeOf({ timestamp }, { writeKey: 'sk_server' })
    expect(server?.timestamp).toBe(new Date(timestamp).toISOString())
  },
)

it.each([String(NOW / 1000 - 60), String(NOW - 60_000), ` ${NOW - 60_000}.5 `])(
  'reads a text of digits as a time: %j',
  async (timestamp) => {
    expect((await timeOf({ timestamp }))?.timestamp?.slice(0, 19)).toBe(at(-60_000).slice(0, 19))
  },
)
