import type { TrackEvent } from '../../protocol/event.ts'
import type { Change, Problem } from '../change.ts'
import type { Word } from '../word.ts'

export interface Done {
  changes: Change[]
  problems: Problem[]
  /** What the word behind the event does not count for. */
  withheld: Problem[]
}

/** The event an action is for, and what makes the effect unique. */
export interface Occasion {
  event: TrackEvent
  /** Whose word the event is. */
  word: Word
  key: string
}
