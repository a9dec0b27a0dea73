import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { describe, expect, it, vi } from 'vitest'
import type { Env } from '../../src/edge/env.ts'
import type { Outbox } from '../../src/edge/outbox/outbox.ts'
import type { Visitors } from '../../src/edge/visitors/visitors.ts'
import worker from '../../src/worker/worker.ts'
import { read } from './collect/gate.ts'
import { drain, outbox, pass, records, send, strangersOf, useCleanEdge } from './harness.ts'
import { EDGE, operator } from './operator/console.ts'

useCleanEdge()

const MINUTE = 60_000
const AT_ONCE = 12

const view = (number: number) => ({
  type: 'page',
  anonymousId: 'crowd',
  properties: { url: `https://www.acme.example/${number}` },
})
const claim = (number: number) => ({
  type: 'identify',
  userId: `junk-${number}`,
  traits: { plan: 'x' },
})
const signUp = (number: number) => ({
  type: 'identify',
  anonymousId: `lead-${number}`,
  traits: { email: `lead${number}@acme.example` },
})
const many = (write: (number: number) => object) =>
  Array.from({ length: AT_ONCE }, (_, number) => write(number))

/** Pages send all of these at once, each in a request of its own, while the objects are busy for so long. */
async function sendInLine(
  events: readonly object[],
  { busy, busyMs }: { busy: DurableObjectStub<Outbox | Visitors>; busyMs: number },
) {
  let inLine = 0
  const counted = <Door extends object>(namespace: { getByName(name: string): Door }) => ({
    getByName(name: string) {
      const object = namespace.getByName(name) as unknown as { append(ask: object): unknown }
      const append = (ask: object) => {
        inLine++
        return object.append(ask)
      }
      return { append }
    },
  })
  const { OUTBOX, VISITORS } = env as never as Required<Env>
  const given = { ...env, OUTBOX: counted(OUTBOX), VISITORS: counted(VISITORS) } as never as Env
  let free = () => {}
  const isFree = new Promise<void>((resolve) => {
    free = resolve
  })
  const work = runInDurableObject(busy as DurableObjectStub<Outbox>, (_, state) =>
    state.blockConcurrencyWhile(() => isFree),
  )
  const sent = events.map(async (event) => {
    const body = JSON.stringify({ writeKey: 'demo-write-key', batch: [event] })
    const request = new Request(`${EDGE}/v1/batch`, { method: 'POST', body })
    return read((await worker.fetch(request as never, given)) as Response)
  })
  await vi.waitUntil(() => inLine === events.length, { timeout: 10_000 })
  vi.setSystemTime(Date.now() + busyMs)
  free()
  await work
  return (await Promise.all(sent)).map(({ status, body }) => ({ status, ...body }))
}

const TAKEN = { status: 200, success: true, accepted: 1, rejected: [] }
const TURNED_AWAY = {
  status: 200,
  success: true,
  accepted: 0,
  rejected: [{ index: 0, reason: expect.stringMatching(/^turned away: too much comes at once/) }],
}

describe('where requests come faster than an object takes them', () => {
  it('the outbox takes each lead, and turns away who only claims to be somebody', async () => {
    const flood = { busy: outbox(), busyMs: 2_000 }
    const answers = await sendInLine([...many(signUp), ...many(claim)], flood)
    expect(answers.slice(0, AT_ONCE)).toEqual(Array(AT_ONCE).fill(TAKEN))
    expect(answers.slice(AT_ONCE)).toMatchObject(Array(AT_ONCE).fill(TURNED_AWAY))
    await pass(MINUTE)
    expect((await records()).contacts).toHaveLength(AT_ONCE)
    const { flow } = await operator.overview()
    expect(flow.hour.reduce((sum, { shed }) => sum + shed, 0)).toBe(AT_ONCE)
  })

  it('the outbox takes what is about somebody it knows', async () => {
    await send({ ...signUp(1), userId: 'junk-1' })
    await drain()
    const [known, unknown] = await sendInLine([claim(1), claim(2)], {
      busy: outbox(),
      busyMs: 2_000,
    })
    expect(known).toEqual(TAKEN)
    expect(unknown).toMatchObject(TURNED_AWAY)
  })

  it('an object of strangers turns them away, and keeps forwarding whom the outbox knows', async () => {
    const flood = { busy: strangersOf('crowd'), busyMs: 2_000 }
    expect(await sendInLine(many(view), flood)).toMatchObject(Array(AT_ONCE).fill(TURNED_AWAY))
    await send({ ...signUp(1), anonymousId: 'crowd' })
    await drain()
    expect(await sendInLine([view(1)], flood)).toEqual([TAKEN])
  })

  it('nobody is turned away by a line that moves', async () => {
    const line = { busy: outbox(), busyMs: 500 }
    expect(await sendInLine(many(claim), line)).toEqual(Array(AT_ONCE).fill(TAKEN))
  })
})
