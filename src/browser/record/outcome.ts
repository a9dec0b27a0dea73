import type { Event } from '../../protocol/event.ts'

/** What became of a call. Every promise of the library resolves to one of these and never rejects. */
export type Outcome =
  /** The edge has it on disk. */
  | { status: 'delivered'; event: Event }
  /**
   * Kept here: to be tried again, or until the visitor is known. `on('delivered')` tells when it has
   * arrived.
   */
  | { status: 'queued'; reason: string; event: Event }
  /** Gone, with the reason in words. `event` is missing when the call itself made no sense. */
  | { status: 'dropped'; reason: string; event?: Event }
