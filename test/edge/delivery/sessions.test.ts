import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sessions } from '../../fixtures/vectors/baseline-sessions.json'
import { isFull } from '../../shop/effort.ts'
import {
  calls,
  control,
  pass,
  records,
  rows,
  send,
  sendFromPage,
  setAccount,
  useCleanEdge,
} from '../harness.ts'

const HOUR_MS = 3_600_000

/** Freshsales calls for each visit, with nothing known before it; RudderStack needs 84, and rejects 18 events. */
const CALLS: { [session: string]: number } = {
  signup: 3,
  'profile-repeat': 1,
  'group-repeat': 2,
  activities: 12,
  browsing: 2,
  'mixed-day': 12,
}

describe('a whole visit from a cold start', () => {
  useCleanEdge()
  // The events name their type as RudderStack's tests do; built-in ones cannot be used.
  beforeEach(() => setAccount({ lists: { sales_activity_types: [{ name: 'Phone' }] } }))
  let total = 0

  for (const { id, description, events } of sessions)
    it(`costs ${CALLS[id]} calls: ${description}`, async ({ task }) => {
      const answer = await (await send(...events)).json()
      expect(answer).toEqual({ success: true, accepted: events.length, rejected: [] })
      await pass(HOUR_MS)
      const made = await calls()
      total += made.length
      Object.assign(task.meta, { figure: `${id}: ${made.length} calls` })
      expect(made).toHaveLength(CALLS[id] ?? 0)
      expect((await records()).contacts).toHaveLength(1)
      expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
    })

  afterAll(() => {
    expect(total).toBeLessThanOrEqual(32)
  })
})

const STEP_MS = 20_000

/** A visitor who introduces themselves when they have looked around, and goes on. */
const STRANGERS = [
  {
    id: 'looks around',
    events: [
      view('/', 'Home', { attribution: { last: { source: 'news', medium: 'email' } } }),
      view('/pricing', 'Pricing'),
      { type: 'track', event: 'Tour Started', properties: { step: 1 } },
      view('/', 'Home'),
      { type: 'identify', traits: { email: 'ann@acme.example', firstName: 'Ann' } },
      view('/welcome', 'Welcome'),
    ],
  },
  {
    id: 'changes their address on the way',
    events: [
      view('/', 'Home'),
      { type: 'identify', traits: { email: 'ann@acme.example' } },
      view('/pricing', 'Pricing'),
      { type: 'identify', userId: 'u-1', traits: { email: 'ann@acme.example', plan: 'gold' } },
      { type: 'track', event: 'Plan Viewed', properties: { plan: 'gold' } },
    ],
  },
]

function view(path: string, title: string, context = {}) {
  return { type: 'page', properties: { url: `https://www.acme.example${path}`, title }, context }
}

describe('a visit reads the same in the timeline', () => {
  useCleanEdge()

  /** How many of its events each request has. */
  const WAYS = { kept: () => 99, sent: () => 1, mixed: (request: number) => request + 1 }

  async function timelineOf(given: readonly object[], way: (request: number) => number) {
    const start = Date.now()
    const events = given.map((event, index) => ({
      anonymousId: 'visitor',
      ...event,
      timestamp: new Date(start + index * STEP_MS).toISOString(),
    }))
    for (let at = 0, request = 0; at < events.length; request++) {
      const batch = events.slice(at, at + way(request))
      at += batch.length
      // Each request leaves when the last of its events has happened.
      await pass(start + (at - 1) * STEP_MS - Date.now())
      await sendFromPage(...batch)
    }
    await pass(HOUR_MS)
    const { notes } = await control<{ notes: { description: string }[] }>('/simulator/records')
    return notes.map(({ description }) => description)
  }

  const told = new Map<string, string[]>()
  // One of them has all kinds of calls; the others take their time.
  const isQuick = ({ id }: { id: string }) => id === 'mixed-day'
  const vectors = isFull ? sessions : sessions.filter(isQuick)
  const cases = [...STRANGERS, ...vectors].flatMap((session) =>
    Object.entries(WAYS).map(([name, way]) => ({ name, way, ...session })),
  )
  it.each(cases)('$id, $name', async ({ id, events, way }) => {
    const timeline = await timelineOf(events, way)
    if (STRANGERS.some((session) => session.id === id)) expect(timeline).toHaveLength(1)
    told.set(id, told.get(id) ?? timeline)
    expect(timeline).toEqual(told.get(id))
  })
})
