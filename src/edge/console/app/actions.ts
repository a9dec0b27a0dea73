import type { ReplayAsk } from '../../outbox/operator/operations.ts'
import type { OutcomeFilter, State, Tab } from './state.ts'

/** What a person at the page can do; the views hand these to their buttons. */
export type Actions = Navigation & Orders

export interface Navigation {
  unlock(token: string): void
  lock(): void
  go(tab: Tab): void
  chooseRange(range: State['range']): void
  chooseOutcome(outcome: OutcomeFilter): void
  chooseReason(like: number | undefined): void
  openPerson(id: number): void
  closePerson(): void
  askToForget(id: number, who: string): void
  cancelForget(): void
  dismiss(): void
}

export interface Orders {
  loadOlder(): void
  pause(): void
  resume(): void
  replay(which: ReplayAsk): void
  search(text: string): void
  release(id: number): void
  forget(id: number, inFreshsales: boolean): void
}
