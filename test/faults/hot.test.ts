import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { isFull } from '../shop/effort.ts'
import { type Rig, startRig } from './rig.ts'

const { people, kills, limitMs } = isFull
  ? { people: 25, kills: 20, limitMs: 5 * 60_000 }
  : { people: 6, kills: 3, limitMs: 60_000 }

/** What the promise is of. */
const TOLD_WITHIN_MS = 60_000

/** When each message came, by the person whose it is. */
const messages = new Map<string, number[]>()
let hook: Server
let rig: Rig

beforeAll(async () => {
  hook = createServer((request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      const [, subject = body] = /#\/people\/(\d+)/.exec(body) ?? []
      messages.set(subject, [...(messages.get(subject) ?? []), Date.now()])
      response.end('ok')
    })
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => hook.once('listening', resolve))
  rig = await startRig({
    ALERT_WEBHOOK: `http://127.0.0.1:${(hook.address() as AddressInfo).port}/`,
    HOT: JSON.stringify({ Pricing: { pages: '/pricing' } }),
  })
}, 60_000)
afterAll(async () => {
  await rig.stop()
  hook.closeAllConnections()
  hook.close()
})

interface Records {
  contacts: unknown[]
  tasks: { title: string }[]
}

const records = () => rig.control<Records>('/simulator/records?only=contacts,tasks')

const emailOf = (person: number) => `hot${person}@acme.example`
const titleOf = (person: number) => `Pricing: ${emailOf(person)}`

async function until<Value>(read: () => Promise<Value>, isIt: (value: Value) => boolean) {
  for (;;) {
    const value = await read()
    if (isIt(value)) return value
    await sleep(100)
  }
}

const post = async (event: object) => {
  const sent = { timestamp: new Date().toISOString(), ...event } as never
  while (!(await rig.post([sent]))) await sleep(20)
}

it(`tells of a hot lead within a minute and never twice: ${kills} × kill -9`, {
  timeout: limitMs,
}, async ({ task }) => {
  for (let person = 0; person < people; person++)
    await post({
      type: 'identify',
      messageId: `i-${person}`,
      userId: `h-${person}`,
      traits: { email: emailOf(person), firstName: 'Hot' },
    })
  await until(records, ({ contacts }) => contacts.length === people)
  await sleep(2_000)

  const lookedAt = new Map<number, number>()
  const seenAt = new Map<string, number>()
  const look = async () => {
    const { tasks } = await records()
    for (const { title } of tasks) if (!seenAt.has(title)) seenAt.set(title, Date.now())
    return tasks
  }
  for (let person = 0; person < people; person++) {
    lookedAt.set(person, Date.now())
    // Whoever is not acknowledged sends again: the same view, which counts once.
    await post({
      type: 'page',
      messageId: `p-${person}`,
      userId: `h-${person}`,
      properties: { url: 'https://www.acme.example/pricing' },
    })
    if (person < kills) {
      // Some die before the turn, some in the middle of it, some after it.
      await sleep((person % 8) * 12)
      await rig.crash()
      await look()
    }
  }
  await until(look, (tasks) => tasks.length >= people)
  await sleep(3_000)
  const made = await look()
  const toldAfter = [...lookedAt].map(
    ([person, at]) => (seenAt.get(titleOf(person)) ?? Number.POSITIVE_INFINITY) - at,
  )
  const sorted = toldAfter.sort((one, other) => one - other)
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.POSITIVE_INFINITY
  const doubled = [...messages.values()].filter((times) => times.length > 1).length
  Object.assign(task.meta, {
    figure: `${people} hot leads, ${kills} kills: a task within ${(p95 / 1000).toFixed(1)} s (p95), ${made.length} tasks; ${messages.size} messages, ${doubled} of them twice`,
  })
  expect(made.map(({ title }) => title).sort()).toEqual(
    Array.from({ length: people }, (_, person) => titleOf(person)).sort(),
  )
  expect(doubled).toBe(0)
  expect(messages.size).toBeGreaterThanOrEqual(people - kills)
  expect(p95).toBeLessThan(TOLD_WITHIN_MS)
})
