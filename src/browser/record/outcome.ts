import type { Event } from '../../protocol/event.ts'
import { emit } from './listeners.ts'

/** What became of a call. Every promise of the library resolves to one of these and never rejects. */
export type Outcome =
  /** The edge has it on disk. */
  | { status: 'delivered'; event: Event }
  /** Kept here and tried again; `on('delivered')` tells when it has arrived. */
  | { status: 'queued'; reason: string; event: Event }
  /** Gone, with the reason in words. `event` is missing when the call itself made no sense. */
  | { status: 'dropped'; reason: string; event?: Event }

type Settle = (outcome: Outcome) => void

/** The calls that have not been told yet what became of their event. */
export const settlers = new Map<Event, Settle>()

/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
export const conclude = (
  event: Event,
  status: Outcome['status'],
  reason?: string,
  settle = settlers.get(event),
): void => {
  if (status === 'queued' && !settle) return
  const outcome = { status, reason, event } as Outcome
  settlers.delete(event)
  settle?.(outcome)
  emit(status, outcome)
}
