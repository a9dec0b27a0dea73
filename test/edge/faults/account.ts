import { runInDurableObject } from 'cloudflare:test'
import { vi } from 'vitest'
import type { Outbox } from '../../../src/edge/outbox/outbox.ts'
import { type Crm, compareEffects } from '../../shop/effects.ts'
import { control, drain, outbox, rows, setAccount } from '../harness.ts'

export const SECOND = 1_000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** A call as Freshsales logged it. */
export interface LoggedCall {
  /** ISO 8601, by the account's clock. */
  at: string
  method: string
  path: string
  status: number | null
  body: { contact?: { job_title?: string }; unique_identifier?: { emails?: string } } | null
}

/** Moves the clocks of the edge and of the account on together, doing what becomes due meanwhile. */
export async function passTogether(milliseconds: number): Promise<void> {
  const until = Date.now() + milliseconds
  for (;;) {
    await setAccount({ now: new Date().toISOString() })
    await drain()
    const alarm = await runInDurableObject(outbox(), (_: Outbox, state) => state.storage.getAlarm())
    if (alarm === null || alarm > until) break
    vi.setSystemTime(alarm)
  }
  vi.setSystemTime(until)
}

export async function callLog(): Promise<LoggedCall[]> {
  const { calls } = await control<{ calls: LoggedCall[] }>('/simulator/calls')
  return calls
}

/** The most calls that fell into any window of this length. */
export function mostWithin(calls: readonly LoggedCall[], windowMs: number): number {
  const times = calls.map(({ at }) => Date.parse(at)).sort((a, b) => a - b)
  let [most, first] = [0, 0]
  for (const [index, at] of times.entries()) {
    while ((times[first] ?? at) <= at - windowMs) first++
    most = Math.max(most, index - first + 1)
  }
  return most
}

export async function comparePeople(people: number) {
  const only = 'contacts,deals,notes,sales_activities'
  return compareEffects(await control<Crm>(`/simulator/records?only=${only}`), people)
}

export const deadLetters = () =>
  rows<{ reason: string; record: string }>('SELECT reason, record FROM dead_letter')

/** Leaves the figure of a test for whoever reads the report. */
export function show({ meta }: { meta: object }, figure: string): void {
  Object.assign(meta, { figure })
}
