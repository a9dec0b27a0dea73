import { describe, expect, it, vi } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import {
  configure,
  person,
  records,
  send,
  setAccount,
  setFaults,
  useCleanEdge,
} from '../harness.ts'
import { callLog, deadLetters, HOUR, MINUTE, mostWithin, passTogether, show } from './account.ts'

const PEOPLE = isFull ? 50 : 20
/** More people than one hour's calls, whose number is the default of HOURLY_CALLS at full size. */
const [CROWD, HOURLY_CALLS] = isFull ? [1_000, 800] : [200, 160]

/** A rule of the simulator, and how long it may keep the people waiting. */
const STRANGE: { [what: string]: { rule: object; boundMs: number; quickToo: boolean } } = {
  'a page instead of an answer, with status 200': {
    rule: { kind: 'html', times: 10 },
    boundMs: 30 * MINUTE,
    quickToo: true,
  },
  'two megabytes': { rule: { kind: 'large', times: 5 }, boundMs: 30 * MINUTE, quickToo: true },
  'no answer for 60 seconds': {
    rule: { kind: 'hang', times: 2 },
    boundMs: 30 * MINUTE,
    quickToo: false,
  },
  'Retry-After: 99999999': { rule: throttle('99999999'), boundMs: 2 * HOUR, quickToo: true },
  'Retry-After: -1': { rule: throttle('-1'), boundMs: 10 * MINUTE, quickToo: true },
}

describe('Freshsales answers', () => {
  useCleanEdge()

  for (const [what, { rule, boundMs, quickToo }] of Object.entries(STRANGE))
    it.runIf(isFull || quickToo)(what, { timeout: 300_000 }, async ({ task }) => {
      await setAccount({ hourlyCalls: 1_000 })
      await setFaults({ rules: [rule] })
      await send(...Array.from({ length: PEOPLE }, (_, number) => person(number)))
      const waited = await untilAllArrived(boundMs)
      show(
        task,
        `all ${PEOPLE} there after ${waited / MINUTE} minutes or less, ${await failures()}`,
      )
      expect(await deadLetters()).toEqual([])
    })
})

describe('the clock', () => {
  useCleanEdge()

  it('jumps back an hour: nothing is lost, nothing waits longer than that, the quota holds', {
    timeout: 300_000,
  }, async ({ task }) => {
    await configure({ HOURLY_CALLS: String(HOURLY_CALLS) })
    await setAccount({ hourlyCalls: 1.25 * HOURLY_CALLS })
    const all = Array.from({ length: CROWD }, (_, number) => person(number))
    for (let first = 0; first < CROWD; first += 100) await send(...all.slice(first, first + 100))
    await passTogether(MINUTE)
    vi.setSystemTime(Date.now() - HOUR)
    await send(person(CROWD))
    const before = (await callLog()).length
    await passTogether(HOUR + MINUTE)
    const calls = await callLog()
    const most = mostWithin(calls, HOUR)
    await passTogether(3 * HOUR)
    const { contacts } = await records()
    show(
      task,
      `${before} calls before, ${contacts.length} of ${CROWD + 1} people there; at most ${most} calls in any hour`,
    )
    expect(contacts).toHaveLength(CROWD + 1)
    expect(most).toBeLessThanOrEqual(HOURLY_CALLS)
  })
})

function throttle(retryAfter: string) {
  return { times: 1, answer: { status: 429, headers: { 'Retry-After': retryAfter } } }
}

/** Milliseconds until everyone is there, in steps of a minute. */
async function untilAllArrived(boundMs: number): Promise<number> {
  for (let waited = 0; waited < boundMs; waited += MINUTE) {
    await passTogether(MINUTE)
    if ((await records()).contacts.length === PEOPLE) return waited + MINUTE
  }
  throw new Error(`after ${boundMs} ms only ${(await records()).contacts.length} are there`)
}

async function failures(): Promise<string> {
  return `${(await callLog()).length} calls for them`
}
