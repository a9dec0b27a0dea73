import type { Event } from '../protocol/event.ts'
import { emit } from './listeners.ts'

/** What became of a call. Every promise of the library resolves to one of these and never rejects. */
export type Outcome =
  /** The edge has it on disk. */
  | { status: 'delivered'; event: Event }
  /** Kept here and tried again; `on('delivered')` tells when it has arrived. */
  | { status: 'queued'; reason: string; event: Event }
  /** Gone, with the reason in words. `event` is missing when the call itself made no sense. */
  | { status: 'dropped'; reason: string; event?: Event }

/** An event on its way, and who wants to know how it ends. Names with `_` are shortened by the build. */
export interface Item {
  _event: Event
  /** As it is stored and sent. */
  _text: string
  /** A request with it is under way. */
  _isInFlight?: boolean
  /** Tells the caller; gone once they have been told. */
  _settle?: ((outcome: Outcome) => void) | undefined
}

/** Tells the caller, once, and everyone who listens; that something waits is told but once. */
export const conclude = (item: Item, status: Outcome['status'], reason?: string): void => {
  const { _event: event, _settle: settle } = item
  if (status === 'queued' && !settle) return
  const outcome = { status, reason, event } as Outcome
  item._settle = undefined
  settle?.(outcome)
  emit(status, outcome)
}
