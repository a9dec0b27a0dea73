import { setTimeout as sleep } from 'node:timers/promises'
import type { Workerd } from '../../helpers/workerd.ts'
import type { Bench } from './bench.ts'

/** What Freshsales takes to answer; a real one takes ten times as long. */
export const ANSWER_MS = 20

export const endpoint = (workerd: Workerd) => `${workerd.url}/v1/batch`

/** The simulator without a quota, and an edge that delivers to it. `rule` is what is wrong with its answers. */
export async function startBoth(
  bench: Bench,
  name: 'edge' | 'counting',
  rule: object = { kind: 'slow', delayMs: ANSWER_MS },
) {
  const crm = await bench.start('crm')
  await fetch(`${crm.url}/simulator/settings`, {
    method: 'PUT',
    body: JSON.stringify({ hourlyCalls: 0, rateLimitHeaders: false }),
  })
  const rules = [rule]
  await fetch(`${crm.url}/simulator/faults`, { method: 'PUT', body: JSON.stringify({ rules }) })
  return { crm, edge: await bench.start(name, { variables: { FRESHSALES_DOMAIN: crm.url } }) }
}

export async function callsOf(crm: Workerd): Promise<number> {
  const { calls } = (await (await fetch(`${crm.url}/simulator/status`)).json()) as { calls: number }
  return calls
}

/** Nothing is under way when no CPU is used for longer than an entry lingers. */
export async function untilIdle(edge: Workerd): Promise<void> {
  const idleMs = 2_500
  let [cpu, since] = [edge.cpuMs(), Date.now()]
  while (Date.now() - since < idleMs) {
    await sleep(100)
    if (edge.cpuMs() - cpu > 2) [cpu, since] = [edge.cpuMs(), Date.now()]
  }
}
