import { HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import { readState, writeState } from '../store/state.ts'
import type { DeliveryOutcome } from './outcomes.ts'

/** What is counted by minute and by hour. Calls to Freshsales are not here: the budget counts them. */
const KINDS = ['accepted', 'delivered', 'repaired', 'retrying', 'refused', 'shed'] as const

type FlowKind = (typeof KINDS)[number]

/** In the order of `KINDS`. */
type Counts = number[]

/**
 * One row for everything: written in the transaction that it counts, once a call and once for the
 * up to a hundred requests that are folded together, so no event costs a row of its own.
 */
interface Flow {
  minutes: { [minute: string]: Counts }
  hours: { [hour: string]: Counts }
}

/** How far back each is kept. */
const KEPT = { minutes: 60, hours: 24 }

/** What the operator reads in the chart for each outcome of a call; a dry run delivers nothing. */
const KIND_OF: { [outcome in DeliveryOutcome]: FlowKind | undefined } = {
  delivered: 'delivered',
  repaired: 'repaired',
  retrying: 'retrying',
  throttled: 'retrying',
  account: 'retrying',
  refused: 'refused',
  planned: undefined,
}

export function countOutcome(sql: SqlStorage, outcome: DeliveryOutcome, at: number): void {
  const kind = KIND_OF[outcome]
  if (kind) count(sql, [{ kind, at, times: 1 }], at)
}

export function countAccepted(
  sql: SqlStorage,
  requests: readonly { receivedAt: number; events: readonly unknown[] }[],
  now: number,
): void {
  const additions = requests.map(({ receivedAt, events }) => ({
    kind: 'accepted' as const,
    at: receivedAt,
    times: events.length,
  }))
  count(sql, additions, now)
}

/** Events of strangers that were turned away. */
export function countShed(sql: SqlStorage, times: number, now: number): void {
  count(sql, [{ kind: 'shed', at: now, times }], now)
}

/** What was counted in the minute or the hour of that number since the epoch. */
export function createFlowReader(sql: SqlStorage) {
  const flow = readFlow(sql)
  return (unit: keyof Flow, slot: number): { [kind in FlowKind]: number } => {
    const counts = flow[unit][slot] ?? []
    const [accepted = 0, delivered = 0, repaired = 0, retrying = 0, refused = 0, shed = 0] = counts
    return { accepted, delivered, repaired, retrying, refused, shed }
  }
}

function count(
  sql: SqlStorage,
  additions: readonly { kind: FlowKind; at: number; times: number }[],
  now: number,
): void {
  const flow = readFlow(sql)
  for (const { kind, at, times } of additions) {
    add(flow.minutes, Math.floor(at / MINUTE_MS), kind, times)
    add(flow.hours, Math.floor(at / HOUR_MS), kind, times)
  }
  forgetBefore(flow.minutes, Math.floor(now / MINUTE_MS) - KEPT.minutes)
  forgetBefore(flow.hours, Math.floor(now / HOUR_MS) - KEPT.hours)
  writeState(sql, 'flow', flow)
}

const readFlow = (sql: SqlStorage) => readState<Flow>(sql, 'flow', { minutes: {}, hours: {} })

function add(slots: { [slot: string]: Counts }, slot: number, kind: FlowKind, times: number): void {
  const counts = slots[slot] ?? KINDS.map(() => 0)
  const index = KINDS.indexOf(kind)
  counts[index] = (counts[index] ?? 0) + times
  slots[slot] = counts
}

function forgetBefore(slots: { [slot: string]: Counts }, oldest: number): void {
  for (const slot of Object.keys(slots)) if (Number(slot) <= oldest) delete slots[slot]
}
