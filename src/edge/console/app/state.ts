import type { ForgetReport } from '../../outbox/operator/operations.ts'
import type {
  DeadLettersView,
  DeliveryView,
  Overview,
  PersonView,
  SubjectView,
} from '../../outbox/operator/views.ts'

export const TABS = ['overview', 'deliveries', 'waiting', 'dead-letters', 'people'] as const

export type Tab = (typeof TABS)[number]

export type OutcomeFilter = DeliveryView['outcome'] | undefined

/** Everything the page shows; it is drawn anew from this after each change. */
export interface State {
  token?: string | undefined
  tab: Tab
  /** Why the token did not open the console. */
  loginProblem?: string | undefined
  /** Why there is nothing new to see. */
  connectionProblem?: string | undefined
  /** What came of the last order. */
  notice?: { text: string; isBad: boolean } | undefined
  isBusy: boolean
  overview?: Overview | undefined
  range: 'hour' | 'day'
  /** A phone. */
  isNarrow: boolean
  deliveries: DeliveryView[]
  outcome?: OutcomeFilter
  /** There are older deliveries than the ones shown. */
  hasOlder: boolean
  waiting?: { subjects: SubjectView[]; held: SubjectView[] } | undefined
  deadLetters?: DeadLettersView | undefined
  /** The letter whose reason is the chosen one. */
  like?: number | undefined
  /** What was searched for, and who was found. */
  found?: { text: string; subjects: SubjectView[] } | undefined
  personId?: number | undefined
  person?: PersonView | undefined
  forgetting?: { id: number; who: string } | undefined
  forgotten?: ForgetReport | undefined
}

export function initialState(token: string | undefined): State {
  return {
    token,
    tab: 'overview',
    isBusy: false,
    range: 'hour',
    isNarrow: false,
    deliveries: [],
    hasOlder: false,
  }
}
