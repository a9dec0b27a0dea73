import type { ReplayAsk } from '../../outbox/operator/views.ts'
import type { OutcomeFilter, State, Tab } from './state.ts'

/** What a person at the page can do; the views hand these to their buttons. */
export interface Actions {
  unlock(token: string): void
  lock(): void
  go(tab: Tab): void
  chooseRange(range: State['range']): void
  chooseOutcome(outcome: OutcomeFilter): void
  loadOlder(): void
  pause(): void
  resume(): void
  chooseReason(like: number | undefined): void
  replay(which: ReplayAsk): void
  search(text: string): void
  openPerson(id: number): void
  closePerson(): void
  release(id: number): void
  askToForget(id: number, who: string): void
  cancelForget(): void
  forget(id: number, inFreshsales: boolean): void
  dismiss(): void
}
