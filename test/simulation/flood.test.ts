import { setImmediate } from 'node:timers/promises'
import { describe, expect, it, vi } from 'vitest'
import { isFull } from '../shop/effort.ts'
import { createPoints } from './points.ts'
import { writeStory } from './story.ts'
import { createWorld, type World } from './world.ts'

for (const name of ['log', 'error', 'warn'] as const)
  vi.spyOn(console, name).mockImplementation(() => undefined)

const SIGN_UPS = isFull ? 10_000 : 100
const VIEWS_PER_SIGN_UP = 10
/** An hour. */
const APART_MS = 3_600_000 / SIGN_UPS
const DAY_MS = 86_400_000

interface Answer {
  accepted: number
  rejected: { reason: string }[]
}

/** What is wrong with the outbox meanwhile. */
const TROUBLES: { [what: string]: (world: World) => void } = {
  'the file is at its mark': ({ disk }) => {
    disk.storage.sql.databaseSize = 8 * 1024 ** 3 + 1
  },
  '50,000 requests are not read': ({ disk }) => {
    const insert = 'INSERT INTO inbox (id, received_at, source, events) VALUES (?, 1, ?, ?)'
    for (const id of [1, 60_000]) disk.storage.sql.exec(insert, id, '', '[]')
  },
  'the rows of the day are used up': (world) => world.configure({ DAILY_ROWS: '1' }),
}

async function post(world: World, batch: readonly object[]): Promise<Answer | undefined> {
  const response = await world.request('/v1/batch', { writeKey: 'page', batch })
  return response?.status === 200 ? ((await response.json()) as Answer) : undefined
}

/** Strangers of all kinds, also those who would like to pass for somebody. */
const views = (number: number) =>
  Array.from({ length: VIEWS_PER_SIGN_UP }, (_, view) => ({
    type: 'page',
    messageId: `view-${number}-${view}`,
    anonymousId: `stranger-${number}-${view % 3}`,
    ...(view % 2 && { userId: `junk-${number}-${view}` }),
    ...(view % 5 === 0 && { context: { traits: { email: `junk${number}@acme.example` } } }),
    properties: { url: `https://www.acme.example/${view}` },
  }))

describe('in a flood of strangers', () => {
  it.each(Object.keys(TROUBLES))(
    'no lead is refused or lost while %s',
    async (trouble) => {
      const story = { ...writeStory(1), steps: [], calls: [] }
      const world = createWorld(story, { points: createPoints(), tell: () => undefined })
      try {
        world.configure({ HOURLY_CALLS: '100000', MINUTE_CALLS: '10000', TIMELINE: 'off' })
        await world.request('/health')
        TROUBLES[trouble]?.(world)
        world.jump(2_000)
        for (let number = 0; number < SIGN_UPS; number++) {
          const traits = { email: `person${number}@acme.example` }
          const anonymousId = `lead-${number}`
          const flood = await post(world, views(number))
          const lead = { type: 'identify', messageId: `lead-${number}`, anonymousId, traits }
          expect(await post(world, [lead])).toMatchObject({ accepted: 1, rejected: [] })
          expect(flood && flood.accepted + flood.rejected.length).toBe(VIEWS_PER_SIGN_UP)
          for (const { reason } of flood?.rejected ?? []) expect(reason).toMatch(/^turned away: /)
          world.jump(APART_MS)
        }
        world.disk.storage.sql.databaseSize = 0
        await world.pass(2 * DAY_MS)
        expect(peopleInCrm(world)).toBe(SIGN_UPS)
      } finally {
        world.close()
      }
    },
    3_600_000,
  )
})

/** What one object takes, by Cloudflare's own guide: 200 to 500 requests a second that write. */
const TAKES_MS = 1_000 / 300
const TIMES_AS_MUCH = 5
/** Leads have a line of their own, in which hardly anybody stands. */
const LONGEST_IN_LINE_MS = 100

/** Objects that take one request after the other. */
function createLines() {
  const lines = new Map<string, (() => void)[]>()
  let arrived = 0
  return {
    arrived: () => arrived,
    standInLine: (object: string) =>
      new Promise<void>((resolve) => {
        arrived++
        lines.set(object, [...(lines.get(object) ?? []), resolve])
      }),
    /** Each takes its next one. */
    take() {
      for (const line of lines.values()) line.shift()?.()
    },
  }
}

it('at five times what one object takes no lead is refused or lost, nor stands in line with strangers', async () => {
  const lines = createLines()
  const story = { ...writeStory(1), steps: [], calls: [] }
  const { standInLine } = lines
  const world = createWorld(story, { points: createPoints(), tell: () => undefined, standInLine })
  try {
    const settings = { HOURLY_CALLS: '100000', MINUTE_CALLS: '10000', TIMELINE: 'off' }
    world.configure({ ...settings, DAILY_ROWS: '0' })
    const { shed, longestMs } = await flood(world, lines)
    expect(shed.lead).toBe(0)
    expect(shed.view).toBeGreaterThan(0)
    expect(longestMs).toBeLessThan(LONGEST_IN_LINE_MS)
    await world.pass(2 * DAY_MS)
    expect(peopleInCrm(world)).toBe(SIGN_UPS)
  } finally {
    world.close()
  }
}, 3_600_000)

/** Each event in a request of its own, so many while an object takes one. */
async function flood(world: World, lines: ReturnType<typeof createLines>) {
  const shed = { lead: 0, view: 0 }
  let [posted, answered, longestMs] = [0, 0, 0]
  const send = async (kind: 'lead' | 'view', event: object) => {
    const since = world.now()
    const answer = await post(world, [event])
    expect(answer && answer.accepted + answer.rejected.length).toBe(1)
    shed[kind] += answer?.rejected.length ?? 0
    if (kind === 'lead') longestMs = Math.max(longestMs, world.now() - since)
    answered++
  }
  const sent: Promise<void>[] = []
  while (answered < EVENTS) {
    for (let more = 0; more < TIMES_AS_MUCH && posted < EVENTS; more++)
      sent.push(send(...eventAt(posted++)))
    while (lines.arrived() < posted) await setImmediate()
    lines.take()
    await setImmediate()
    world.jump(TAKES_MS)
  }
  await Promise.all(sent)
  return { shed, longestMs }
}

const EVENTS = SIGN_UPS * (VIEWS_PER_SIGN_UP + 1)

/** Of ten views eight come from a browser gone mad, so that one object of strangers cannot keep up either. */
function eventAt(place: number): ['lead' | 'view', object] {
  const number = Math.floor(place / (VIEWS_PER_SIGN_UP + 1))
  const view = views(number)[place % (VIEWS_PER_SIGN_UP + 1)]
  if (view) return ['view', { ...view, ...(place % 5 && { anonymousId: 'gone-mad' }) }]
  const traits = { email: `person${number}@acme.example` }
  return [
    'lead',
    { type: 'identify', messageId: `lead-${number}`, anonymousId: `lead-${number}`, traits },
  ]
}

function peopleInCrm({ disk }: World): number {
  return disk
    .rows('subject')
    .map(({ state }) => JSON.parse(String(state)) as { email?: string; contactId?: number })
    .filter(({ email, contactId }) => email?.startsWith('person') && contactId).length
}
