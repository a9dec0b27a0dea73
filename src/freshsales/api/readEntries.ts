import type { Answer } from './call.ts'
import { readNotes } from './readFound.ts'
import { readId } from './readId.ts'
import { readTimeline } from './readTimeline.ts'

/** An entry of a contact's timeline that tells of a visit. */
interface Entry {
  id: number
  is: 'note' | 'activity'
}

/** The entry that a call made or changed. */
export function readEntry(answer: Answer | undefined): Entry | undefined {
  const activity = readId(answer, 'sales_activity')
  if (activity !== undefined) return { id: activity, is: 'activity' }
  const note = readId(answer, 'note')
  return note === undefined ? undefined : { id: note, is: 'note' }
}

/** The notes or the sales activities of a record, whichever was asked for. */
export function readEntries(answer: Answer | undefined): (Entry & { text: string })[] {
  const notes = readNotes(answer).map(({ id, record }) => ({
    id,
    is: 'note' as const,
    text: String(record['description'] ?? ''),
  }))
  const activities = readTimeline(answer).map(({ id, notes: text = '' }) => ({
    id,
    is: 'activity' as const,
    text,
  }))
  return [...notes, ...activities]
}
