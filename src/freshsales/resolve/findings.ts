import type { Problem } from '../change.ts'
import type { ListName } from './catalog.ts'

/** What resolving one record brings to light, collected on the way. */
export interface Findings {
  problems: Problem[]
  /** Lists that were never fetched. */
  missing: Set<ListName>
  /** Lists in which a name was not found. */
  unknown: Set<ListName>
  /** The values that the account has no name for, by the name they came under. */
  leftOut: Set<string>
  /** Fields whose name several entries have, which the record's stage or pipeline would tell apart. */
  unplaced: Set<string>
}
