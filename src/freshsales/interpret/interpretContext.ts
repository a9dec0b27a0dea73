import type { Interpretation } from '../change.ts'
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
