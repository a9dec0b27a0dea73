import type { TrackEvent } from '../../protocol/event.ts'
import type { Change, Interpretation, Problem } from '../change.ts'
import type { InterpretSettings } from '../settings.ts'
import type { Word } from '../word.ts'

/** What every type of event is interpreted with. */
export interface InterpretContext {
  /** Whom the event names; what it means is added to it. */
  meaning: Interpretation
  settings: InterpretSettings
  /** Whose word it is. */
  word: Word
}

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
