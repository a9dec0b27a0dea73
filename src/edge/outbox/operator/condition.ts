import type { Signal } from '../forms/signal.ts'

/** Something that somebody should look at: `/health`, the console and the alerts tell of the same. */
export interface Condition {
  name:
    | 'leads_wait'
    | 'key_refused'
    | 'right_missing'
    | 'wrong_address'
    | 'outage'
    | 'paused'
    | 'full'
    | 'strangers_shed'
    | 'dead_letters_grow'
    | 'leads_refused'
    | 'invariant_broken'
    | 'hot_bounded'
    | FormConditionName
  isMet: boolean
  /** When it may change although nothing happens. */
  changesAt: number
  /** What is said when it begins and when it is over; never personal data. */
  begun: string
  over: string
  /** What `/health` says of it; absent where it does not make the edge unwell. */
  degraded?: string
  /** What `/health` says of it among its advice, where the edge is well. */
  advice?: string
  /** Only shown: the operator did it, or it ends by itself and is told of once leads wait. */
  isQuiet?: true
}

/** One for each form, by its number: somebody is to hear of a second one as well. */
export type FormConditionName = `form_${Signal['is']}:${number}`
