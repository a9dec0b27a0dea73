import { runInDurableObject } from 'cloudflare:test'
import { expect, it, type MockInstance, onTestFinished, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import type { Visitors } from '../../../src/edge/visitors/visitors.ts'
import { placeOf } from '../../../src/edge/visitors/visitorsClient.ts'
import counted from '../../fixtures/cost.json'
import { calls, outbox, pass, person, sendFromPage, strangersOf, useCleanEdge } from '../harness.ts'

useCleanEdge()

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A month has many visits, and what one of them begins with is paid once. */
const VISITS = { 'stranger, batch': 10, 'stranger, send': 10, known: 4, 'sign-up': 4 }

/** Of one object of strangers. */
const IDS = Array.from({ length: 64 * 100 }, (_, number) => `visitor-${number}`).filter(
  (id) => placeOf(id) === 0,
)

const view = (visitor: number, path: number) => ({
  type: 'page',
  anonymousId: IDS[visitor],
  properties: { url: `https://www.acme.example/${path}`, title: `Page ${path}` },
})

const views = (visitor: number) => [1, 2, 3].map((path) => view(visitor, path))

const introduction = (visitor: number) => [
  { ...person(visitor), anonymousId: IDS[visitor] },
  { type: 'track', anonymousId: IDS[visitor], event: 'Form Submitted' },
]

/** Each visit is worked off before the next one comes, which costs most. */
type Kind = keyof typeof counted

const VISIT: { [kind in Kind]: (visitor: number) => Promise<void> } = {
  async 'stranger, batch'(visitor) {
    await sendFromPage(...views(visitor))
    await pass(HOUR_MS)
  },
  async 'stranger, send'(visitor) {
    for (const one of views(visitor)) {
      await sendFromPage(one)
      await pass(MINUTE_MS)
    }
    await pass(HOUR_MS)
  },
  async known(visitor) {
    for (const one of views(visitor)) {
      await sendFromPage({ ...one, userId: `u-${visitor}` })
      await pass(MINUTE_MS)
    }
    await pass(HOUR_MS)
  },
  async 'sign-up'(visitor) {
    await sendFromPage(...views(visitor), ...introduction(visitor))
    await pass(HOUR_MS)
  },
}

/** What an object is asked, each a request that is billed. */
const OF_OUTBOX = ['append', 'offer', 'lease', 'alarm']
const OF_VISITORS = ['append', 'pull', 'acknowledge', 'alarm']

/** What Cloudflare bills from now on, by SQLite's own count; setting an alarm is a row. */
async function countFromNow() {
  const spies = new Map<string, MockInstance[]>()
  const spy = (owner: object, method: string) => {
    const one = vi.spyOn(Object.getPrototypeOf(owner), method)
    spies.set(method, [...(spies.get(method) ?? []), one])
  }
  await runInDurableObject(outbox(), (object: Outbox, { storage }) => {
    // Of all objects: they share these.
    spy(storage.sql, 'exec')
    spy(storage, 'setAlarm')
    for (const method of OF_OUTBOX) spy(object, method)
  })
  await runInDurableObject(strangersOf(IDS[0] ?? ''), (object: Visitors) => {
    for (const method of OF_VISITORS) spy(object, method)
  })
  const callsOf = (method: string) =>
    (spies.get(method) ?? []).flatMap(({ mock }) => mock.calls).length
  const timesOf = (...methods: string[]) =>
    methods.reduce((sum, method) => sum + callsOf(method), 0)
  const callsBefore = (await calls()).length
  return async () => {
    const cursors = (spies.get('exec') ?? [])
      .flatMap(({ mock }) => mock.results)
      .map(({ value }) => value as SqlStorageCursor<never>)
    const sum = (of: 'rowsRead' | 'rowsWritten') => cursors.reduce((all, one) => all + one[of], 0)
    return {
      asks: timesOf(...new Set([...OF_OUTBOX, ...OF_VISITORS])) - timesOf('alarm'),
      alarms: timesOf('alarm'),
      calls: (await calls()).length - callsBefore,
      rowsWritten: sum('rowsWritten') + timesOf('setAlarm'),
      rowsRead: sum('rowsRead'),
    }
  }
}

it.each(Object.entries(VISIT))(
  'a visit, "%s", costs no more than docs/cost.md says',
  async (kind, visit) => {
    // Who is known has signed up before; and an object's first rows are its tables.
    const before = kind === 'known' ? 'sign-up' : kind
    const visits = VISITS[kind as Kind]
    for (let visitor = 0; visitor < visits; visitor++) await VISIT[before as Kind](visitor)
    await pass(24 * HOUR_MS)
    const count = await countFromNow()
    // People of another address, who share the objects of those before.
    const first = kind === 'sign-up' ? visits : 0
    for (let visitor = first; visitor < first + visits; visitor++) await visit(visitor)
    await pass(24 * HOUR_MS)
    const cost = Object.entries(await count()).map(([what, sum]) => [what, sum / visits] as const)
    vi.restoreAllMocks()
    onTestFinished(
      ({ task }) => void Object.assign(task.meta, { figure: `${kind}: ${cost.join(' · ')}` }),
    )
    const most: { [what: string]: number } = counted[kind as Kind]
    const dearer = cost.filter(([what, sum]) => sum > (most[what] ?? 0))
    expect(dearer).toEqual([])
  },
)
