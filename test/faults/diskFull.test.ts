import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { emailOf } from '../shop/people.ts'
import { type Rig, startRig } from './rig.ts'

/** A little more than an empty outbox needs. */
const DISK_BYTES = 400_000

const MAX_REQUESTS = 200

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
}, 60_000)
afterAll(() => rig.stop())

it('answers 503 while the disk is full, keeps what it acknowledged, and goes on when there is room', {
  timeout: 300_000,
}, async ({ task }) => {
  await rig.crash({ maxFileBytes: DISK_BYTES })
  const acknowledged: string[] = []
  const refusals: Response[] = []
  for (let person = 0; person < MAX_REQUESTS; person++) {
    const response = await signUp(person)
    if (response.ok) acknowledged.push(emailOf(person))
    else refusals.push(response)
  }
  const health = await rig.ask('/health')
  const told = await health.text()
  await rig.crash()
  const missing = await untilArrived(acknowledged)
  const again = await signUp(MAX_REQUESTS)
  Object.assign(task.meta, {
    figure:
      `${acknowledged.length} acknowledged, ${refusals.length} answered ${[...new Set(refusals.map(({ status }) => status))]} ` +
      `with Retry-After ${refusals[0]?.headers.get('retry-after')} s; ${missing.length} missing afterwards; /health: ${health.status} ${told}`,
  })
  expect(refusals.length).toBeGreaterThan(0)
  expect(refusals.map(({ status }) => status)).toEqual(refusals.map(() => 503))
  expect(refusals.filter(({ headers }) => headers.get('retry-after') === null)).toEqual([])
  expect(health.status).toBe(503)
  expect(missing).toEqual([])
  expect(again.status).toBe(200)
})

function signUp(person: number): Promise<Response> {
  const events = [
    {
      type: 'identify',
      messageId: `disk-${person}`,
      userId: `user-${person}`,
      traits: { email: emailOf(person), about: 'x'.repeat(8_000) },
    },
  ]
  return rig.ask('/v1/batch', {
    method: 'POST',
    body: JSON.stringify({ batch: events, writeKey: 'server-key' }),
  })
}

/** The addresses that are not in the CRM after a while. */
async function untilArrived(emails: readonly string[]): Promise<string[]> {
  for (let waited = 0; ; waited++) {
    const { contacts } = await rig.control<{ contacts: { email: string }[] }>(
      '/simulator/records?only=contacts',
    )
    const there = new Set(contacts.map(({ email }) => email))
    const missing = emails.filter((email) => !there.has(email))
    if (missing.length === 0 || waited > 80) return missing
    await sleep(500)
  }
}
