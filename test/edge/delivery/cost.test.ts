import { runInDurableObject } from 'cloudflare:test'
import { expect, it, type MockInstance, onTestFinished, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import counted from '../../fixtures/cost.json'
import { calls, drain, outbox, pass, person, sendFromPage, useCleanEdge } from '../harness.ts'

useCleanEdge()

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** A month has many visits, and what one of them begins with is paid once. */
const VISITS = 5

const view = (visitor: number, path: number) => ({
  type: 'page',
  anonymousId: `visitor-${visitor}`,
  properties: { url: `https://www.acme.example/${path}`, title: `Page ${path}` },
})

const views = (visitor: number) => [1, 2, 3].map((path) => view(visitor, path))

const introduction = (visitor: number) => [
  { ...person(visitor), anonymousId: `visitor-${visitor}` },
  { type: 'track', anonymousId: `visitor-${visitor}`, event: 'Form Submitted' },
]

/** Each request is worked off before the next one comes, which costs most. */
const VISIT: { [kind in keyof typeof counted]: (visitor: number) => Promise<void> } = {
  async 'stranger, batch'(visitor) {
    await sendFromPage(...views(visitor))
    await drain()
  },
  async 'stranger, send'(visitor) {
    for (const one of views(visitor)) {
      await sendFromPage(one)
      await drain()
    }
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

/** What Cloudflare bills from now on, by SQLite's own count; setting an alarm is a row. */
async function countFromNow() {
  const spies = new Map<string, MockInstance>()
  await runInDurableObject(outbox(), (object: Outbox, { storage }) => {
    const spy = (owner: object, method: string) => {
      spies.set(method, vi.spyOn(Object.getPrototypeOf(owner), method))
    }
    spy(storage.sql, 'exec')
    spy(storage, 'setAlarm')
    for (const method of ['append', 'alarm']) spy(object, method)
  })
  const timesOf = (method: string): number => spies.get(method)?.mock.calls.length ?? 0
  const callsBefore = (await calls()).length
  return async () => {
    const cursors = (spies.get('exec')?.mock.results ?? []).map(
      ({ value }) => value as SqlStorageCursor<never>,
    )
    const sum = (of: 'rowsRead' | 'rowsWritten') => cursors.reduce((all, one) => all + one[of], 0)
    return {
      appends: timesOf('append'),
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
    if (kind === 'known')
      for (let visitor = 0; visitor < VISITS; visitor++) await VISIT['sign-up'](visitor)
    await pass(24 * HOUR_MS)
    const count = await countFromNow()
    for (let visitor = 0; visitor < VISITS; visitor++) await visit(visitor)
    const cost = Object.entries(await count()).map(([what, sum]) => [what, sum / VISITS] as const)
    vi.restoreAllMocks()
    onTestFinished(
      ({ task }) => void Object.assign(task.meta, { figure: `${kind}: ${cost.join(' · ')}` }),
    )
    const most: { [what: string]: number } = counted[kind as keyof typeof counted]
    const dearer = cost.filter(([what, sum]) => sum > (most[what] ?? 0))
    expect(dearer).toEqual([])
  },
)
