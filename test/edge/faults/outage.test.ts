import { expect, it } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import { records, send, setAccount, setFaults, useCleanEdge } from '../harness.ts'
import { callLog, deadLetters, HOUR, mostWithin, passTogether, show } from './account.ts'

useCleanEdge()

const OUTAGE_HOURS = 72
/** The default of HOURLY_CALLS. */
const HOURLY_CALLS = 800

const leadsAnHour = isFull ? 20 : 1

it(`loses nobody in ${OUTAGE_HOURS} hours without Freshsales, and recovers within the quota`, {
  timeout: 300_000,
}, async ({ task }) => {
  await setAccount({ hourlyCalls: 1_000 })
  await setFaults({ rules: [{ kind: 'error', answer: { status: 503 } }] })
  const people = OUTAGE_HOURS * leadsAnHour
  for (let hour = 0; hour < OUTAGE_HOURS; hour++) {
    for (let lead = 0; lead < leadsAnHour; lead++) await signUp(hour * leadsAnHour + lead)
    await passTogether(HOUR)
  }
  const asked = (await callLog()).length
  await setFaults({ rules: [] })
  const contacts = async () => (await records()).contacts.length
  let hours = 0
  for (; hours < 48 && (await contacts()) < people; hours++) await passTogether(HOUR)
  await passTogether(24 * HOUR)
  const calls = await callLog()
  const most = mostWithin(calls, HOUR)
  const { notes } = (await records()) as unknown as { notes: unknown[] }
  show(
    task,
    `${people} leads, ${asked} calls during the outage; all ${await contacts()} there after ${hours} h; ` +
      `${notes.length} entries; at most ${most} calls in any hour (${HOURLY_CALLS} allowed)`,
  )
  expect([await contacts(), notes.length]).toEqual([people, people])
  expect(await deadLetters()).toEqual([])
  expect(most).toBeLessThanOrEqual(HOURLY_CALLS)
})

/** As every client does, tries again when there is too much in ten seconds of the real clock. */
async function signUp(number: number): Promise<void> {
  const userId = `user-${number}`
  const traits = { email: `person${number}@shop.example`, firstName: `P${number}` }
  const properties = { url: 'https://www.acme.example/pricing' }
  const visit = [
    { type: 'identify', userId, traits },
    { type: 'page', userId, properties },
  ]
  let { status } = await send(...visit)
  for (; status === 429; { status } = await send(...visit)) await scheduler.wait(1_000)
  expect(status).toBe(200)
}
