import { abortAllDurableObjects, runInDurableObject } from 'cloudflare:test'
import { exports } from 'cloudflare:workers'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { calls, drain, outbox, person, records, send, useCleanEdge } from '../harness.ts'
import { operator } from '../operator/console.ts'

useCleanEdge()
afterEach(() => vi.restoreAllMocks())

const MINUTE = 60_000
const worker = (exports as unknown as { default: Fetcher }).default
const health = async () =>
  (await (await worker.fetch('https://edge.acme.example/health')).json()) as { ok: boolean }

const withOutbox = <Result>(run: (instance: Outbox, storage: DurableObjectStorage) => Result) =>
  runInDurableObject(outbox(), (instance: Outbox, { storage }) => run(instance, storage))

const loseAlarm = () => withOutbox((_, storage) => storage.deleteAlarm())
const alarm = () => withOutbox((_, storage) => storage.getAlarm())

/** Whatever may come to the edge, or make it start again. */
const occasions: [string, () => Promise<unknown>][] = [
  ['a request', () => send(person(2))],
  ['a look at /health', health],
  ['a look into the console', () => operator.overview()],
  ['a new start alone', () => abortAllDurableObjects()],
]

describe('the alarm', () => {
  it.each(occasions)('that is lost is set again by %s', async (_, happen) => {
    await send(person(1))
    await loseAlarm()
    await happen()
    expect(await alarm()).toBe(Date.now())
    await drain()
    expect((await records()).contacts[0]?.email).toBe('person1@acme.example')
  })

  it.each(occasions)('that never rang is set again by %s', async (_, happen) => {
    await send(person(1))
    vi.setSystemTime(Date.now() + 3 * MINUTE)
    await happen()
    expect(await alarm()).toBe(Date.now())
  })

  it.each(occasions)('that is a little late is left as it is by %s', async (_, happen) => {
    await send(person(1))
    const set = await alarm()
    vi.setSystemTime(Date.now() + MINUTE / 2)
    await happen()
    expect(await alarm()).toBe(set)
  })

  it('that is lost while it was set for much later is noticed', async () => {
    await send({ type: 'page', anonymousId: 'a-1', properties: { url: 'https://a.example/' } })
    await drain()
    expect(await alarm()).toBeGreaterThan(Date.now() + MINUTE)
    await loseAlarm()
    await health()
    await drain()
    expect(await alarm()).toBeGreaterThan(Date.now() + MINUTE)
  })

  it('that was set for later than what is due is brought forward by a new start', async () => {
    await send(person(1))
    await withOutbox((_, storage) => storage.setAlarm(Date.now() + 60 * MINUTE))
    await abortAllDurableObjects()
    await health()
    expect(await alarm()).toBe(Date.now())
  })

  it('is not set where nothing is kept', async () => {
    await health()
    await operator.overview()
    expect(await alarm()).toBeNull()
  })

  it('that comes twice, also at the same time, does everything once', async () => {
    await send(person(1), {
      type: 'page',
      userId: 'u-1',
      properties: { url: 'https://www.acme.example/' },
    })
    await withOutbox((instance) => Promise.all([instance.alarm(), instance.alarm()]))
    vi.setSystemTime(Date.now() + 2_000)
    await withOutbox((instance) => Promise.all([instance.alarm(), instance.alarm()]))
    const made = await calls()
    expect(made.filter((call) => call === 'POST /notes')).toHaveLength(1)
    await drain()
    expect(await calls()).toEqual(made)
  })

  it('that could not be set loses no request, is told by /health, and set by the next request', async () => {
    await withOutbox((_, storage) => {
      vi.spyOn(storage, 'setAlarm').mockRejectedValueOnce(new Error('no luck'))
    })
    expect((await send(person(1))).status).toBe(200)
    expect(await alarm()).toBeNull()
    await send(person(2))
    expect(await alarm()).toBe(Date.now())
    await drain()
    expect((await records()).contacts).toHaveLength(2)
  })

  it('that cannot set the next one fails, so that the runtime tries it again', async () => {
    await send(person(1))
    await withOutbox(async (instance, storage) => {
      vi.spyOn(storage, 'setAlarm').mockRejectedValueOnce(new Error('no luck'))
      await storage.deleteAlarm()
      await expect(instance.alarm()).rejects.toThrow('no luck')
    })
    await withOutbox((instance) => instance.alarm())
    expect(await alarm()).toBeGreaterThan(Date.now())
    expect((await records()).contacts).toHaveLength(1)
  })
})
