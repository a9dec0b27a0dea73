import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sessions } from '../../fixtures/vectors/baseline-sessions.json'
import { calls, pass, records, rows, send, setAccount, useCleanEdge } from '../harness.ts'

const HOUR_MS = 3_600_000

/** Freshsales calls for each visit, with nothing known before it; RudderStack needs 84, and rejects 18 events. */
const CALLS: { [session: string]: number } = {
  signup: 3,
  'profile-repeat': 1,
  'group-repeat': 2,
  activities: 12,
  browsing: 2,
  'mixed-day': 12,
}

describe('a whole visit from a cold start', () => {
  useCleanEdge()
  // The events name their type as RudderStack's tests do; built-in ones cannot be used.
  beforeEach(() => setAccount({ lists: { sales_activity_types: [{ name: 'Phone' }] } }))
  let total = 0

  for (const { id, description, events } of sessions)
    it(`costs ${CALLS[id]} calls: ${description}`, async ({ task }) => {
      const answer = await (await send(...events)).json()
      expect(answer).toEqual({ success: true, accepted: events.length, rejected: [] })
      await pass(HOUR_MS)
      const made = await calls()
      total += made.length
      Object.assign(task.meta, { figure: `${id}: ${made.length} calls` })
      expect(made).toHaveLength(CALLS[id] ?? 0)
      expect((await records()).contacts).toHaveLength(1)
      expect(await rows('SELECT reason FROM dead_letter')).toEqual([])
    })

  afterAll(() => {
    expect(total).toBeLessThanOrEqual(32)
  })
})
