import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Chance, createChance } from '../shop/chance.ts'
import { type Comparison, type Crm, compareEffects } from '../shop/effects.ts'
import { isFull } from '../shop/effort.ts'
import { batchesOf, EVENTS_A_PERSON, type SentEvent, visitOf } from '../shop/people.ts'
import { checkBlackBox } from '../simulation/blackBox.ts'
import { type Rig, startRig } from './rig.ts'

const HOUR_MS = 3_600_000

/** The quick one breaks the first answers only, so that it need not wait for third attempts. */
const { people, kills, spoilt, limitMs } = isFull
  ? { people: 5_000, kills: 20, spoilt: 1_000_000, limitMs: 25 * 60_000 }
  : { people: 100, kills: 3, spoilt: 30, limitMs: 60_000 }

/** Of the kills this many fall into the time when events still come in; the others into the deliveries after it. */
const KILLS_WHILE_SENDING = Math.ceil(kills * 0.6)

const SENDERS = 8

let rig: Rig
beforeAll(async () => {
  rig = await startRig()
}, 60_000)
afterAll(() => rig.stop())

it(`loses and doubles nothing: ${kills} × kill -9, 30 % of Freshsales' answers are 500`, {
  timeout: limitMs,
}, async ({ task }) => {
  const chance = createChance(1)
  await settle({ hourlyCalls: 0, rateLimitHeaders: false, ...TAKES_ANY_DEAL })
  await breakAnswers()
  // The visits are over: their entries are due at once, and not when the visitor has been quiet.
  const startsAt = Date.now() - 2 * HOUR_MS
  const visits = Array.from({ length: people }, (_, person) => visitOf(person, startsAt))
  const begun = Date.now()
  const batches = batchesOf(visits, { size: 20, together: 25, chance })
  const resent = await sendAll(batches, chance)
  const sending = Date.now() - begun
  for (let kill = KILLS_WHILE_SENDING; kill < kills; kill++) {
    await sleep(200 + chance.next() * 3_000)
    await rig.crash()
  }
  if (isFull) await untilFew()
  // Those whose calls failed many times in a row wait for minutes; let their next attempt be the last.
  await rig.control('/simulator/faults', { method: 'PUT', body: '{"rules":[]}' })
  const { expected, lost, doubled, crm } = await untilDelivered()
  const calls = await callsSoFar()
  Object.assign(task.meta, {
    figure:
      `${people * EVENTS_A_PERSON} events of ${people} people acknowledged in ${seconds(sending)} s, ` +
      `${resent} requests sent again; ${expected} effects, ${lost.length} lost, ${doubled.length} doubled; ` +
      `${calls} calls in ${seconds(Date.now() - begun)} s ` +
      [...lost, ...doubled].slice(0, 10).join('; '),
  })
  expect({ lost, doubled }).toEqual({ lost: [], doubled: [] })
  const sent = batches.flat().map((event) => ({ event, isAcknowledged: true }))
  expect(checkBlackBox(sent, crm, SEEN_FROM_OUTSIDE)).toEqual([])
})

const SEEN_FROM_OUTSIDE = {
  fields: { jobTitle: 'job_title', city: 'city' },
  untold: ({ event }: { event?: unknown }) => event === 'sales_activity',
  isExempt: () => false,
}

/** The shop sells to people without a company. */
const TAKES_ANY_DEAL = { required: { deal: [] } }

const settle = (settings: object) =>
  rig.control('/simulator/settings', { method: 'PUT', body: JSON.stringify(settings) })

/** Half of the failed calls take effect all the same: only their answer is lost. */
function breakAnswers() {
  const rules = [
    { probability: 0.15, answer: { status: 500 }, times: spoilt },
    { probability: 0.15 / 0.85, answer: { status: 500 }, applied: true, times: spoilt },
  ]
  return rig.control('/simulator/faults', { method: 'PUT', body: JSON.stringify({ rules }) })
}

/** Sends every batch until it is acknowledged, and kills the edge at random moments meanwhile. Answers how many had to be sent again. */
async function sendAll(batches: SentEvent[][], chance: Chance): Promise<number> {
  const waiting = [...batches].reverse()
  const moments = new Set(
    Array.from({ length: KILLS_WHILE_SENDING }, () => chance.below(batches.length)),
  )
  let resent = 0
  let crashing = Promise.resolve()
  const send = async () => {
    for (let batch = waiting.pop(); batch; batch = waiting.pop()) {
      if (moments.has(waiting.length))
        crashing = crashing.then(() => sleep(chance.next() * 50)).then(() => rig.crash())
      for (; !(await rig.post(batch)); resent++) await sleep(20)
    }
  }
  await Promise.all(Array.from({ length: SENDERS }, send))
  await crashing
  return resent
}

const callsSoFar = async () => (await rig.control<{ calls: number }>('/simulator/status')).calls

/** Most is delivered when fewer come than this in ten seconds, and each person has had four. */
const FEW_CALLS = 100

async function untilFew(): Promise<void> {
  let [before, calls] = [0, 0]
  do {
    before = await callsSoFar()
    await sleep(10_000)
    calls = await callsSoFar()
  } while (calls < 4 * people || calls - before > FEW_CALLS)
}

/** A failed call is repeated after some seconds: only then is nothing more to come. */
const QUIET_MS = 6_000

/** Someone whose calls failed seven times in a row waits for up to 320 s. */
const LONG_QUIET_MS = 400_000

/** Compares when no call has come for a while; what is missing by then may only wait for its next attempt. */
async function untilDelivered(): Promise<Comparison & { crm: Crm }> {
  let [calls, since] = [-1, Date.now()]
  for (;;) {
    await sleep(500)
    const now = await callsSoFar()
    if (now !== calls) [calls, since] = [now, Date.now()]
    const quiet = Date.now() - since
    if (quiet < QUIET_MS) continue
    await sleep(2_000)
    const crm = await rig.control<Crm>(
      '/simulator/records?only=contacts,deals,notes,sales_activities',
    )
    const comparison = compareEffects(crm, people)
    if (comparison.lost.length === 0 || quiet > LONG_QUIET_MS) return { ...comparison, crm }
  }
}

const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(1)
