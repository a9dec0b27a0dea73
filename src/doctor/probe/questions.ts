import type { Question } from './question.ts'
import { activities } from './questions/activities.ts'
import { addresses } from './questions/addresses.ts'
import { attribution } from './questions/attribution.ts'
import { identifiers } from './questions/identifiers.ts'
import { notes } from './questions/notes.ts'
import { quotaHeaders } from './questions/quotaHeaders.ts'
import { recycleBin } from './questions/recycleBin.ts'
import { refusal } from './questions/refusal.ts'
import { rejectedKey } from './questions/rejectedKey.ts'
import { subscriptionTypes } from './questions/subscriptionTypes.ts'
import { tracking } from './questions/tracking.ts'
import { uniqueness } from './questions/uniqueness.ts'
import { upsertStatus } from './questions/upsertStatus.ts'

/**
 * In the order in which they are asked. Intentionally without a 429: provoking one would use up the
 * hour of every other integration of the account.
 */
export const QUESTIONS: readonly Question[] = [
  tracking,
  rejectedKey,
  refusal,
  identifiers,
  upsertStatus,
  quotaHeaders,
  activities,
  notes,
  addresses,
  attribution,
  subscriptionTypes,
  uniqueness,
  recycleBin,
]
