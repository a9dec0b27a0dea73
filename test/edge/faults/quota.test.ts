import { describe, expect, it } from 'vitest'
import { isFull } from '../../shop/effort.ts'
import { configure, records, send, setAccount, useCleanEdge } from '../harness.ts'
import { callLog, MINUTE, mostWithin, passTogether, SECOND, show } from './account.ts'

const PEOPLE = isFull ? 300 : 100
const IDENTIFIES_EACH = 10
const QUOTA = 60

describe(`${PEOPLE * IDENTIFIES_EACH} identifies for ${PEOPLE} people at ${QUOTA} calls a minute`, () => {
  useCleanEdge()

  for (const minuteCalls of [QUOTA, 200])
    it(`all arrive, with MINUTE_CALLS=${minuteCalls}`, { timeout: 300_000 }, async ({ task }) => {
      await configure({ MINUTE_CALLS: String(minuteCalls), HOURLY_CALLS: '5000' })
      await setAccount({ hourlyCalls: 100_000, minuteCalls: QUOTA, now: new Date().toISOString() })
      for (let round = 0; round < IDENTIFIES_EACH; round++) {
        await send(...Array.from({ length: PEOPLE }, (_, person) => identify(person, round)))
        await passTogether(6 * SECOND)
      }
      await passTogether(30 * MINUTE)
      const { contacts } = await records()
      const calls = await callLog()
      const isThrottled = ({ status }: { status: number | null }) => status === 429
      const throttled = mostWithin(calls.filter(isThrottled), MINUTE)
      const latest = contacts.filter((each) => each['job_title'] === title(IDENTIFIES_EACH - 1))
      show(
        task,
        `${calls.length} calls, ${calls.filter(isThrottled).length} answers of 429, at most ${throttled} ` +
          `in a minute; ${latest.length} of ${PEOPLE} contacts have their latest value`,
      )
      expect(latest).toHaveLength(PEOPLE)
      expect(throttled).toBeLessThanOrEqual(1)
    })
})

const title = (round: number) => `value ${round}`

const identify = (person: number, round: number) => ({
  type: 'identify',
  userId: `user-${person}`,
  traits: { email: `person${person}@quota.example`, jobTitle: title(round) },
})
