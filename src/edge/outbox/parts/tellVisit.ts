import type { Timeline } from '../../../freshsales/settings.ts'
import { countTold, joinTold, type Told } from './told.ts'
import { VISIT_IDLE_MS, type VisitState } from './visitSeen.ts'

/** Has sales people read something in the entry of the visit that goes on at that time. */
export function tellVisit(
  person: { visits: VisitState[] },
  told: Told,
  { at, timeline }: { at: number; timeline: Timeline },
): void {
  const isWritten = timeline === 'note' || timeline === 'activity'
  if (!isWritten || countTold(told) === 0) return
  const latest = person.visits.at(-1)
  const visit = latest && at < latest.lastSeenAt + VISIT_IDLE_MS ? latest : open(person, at)
  joinTold(visit, told)
}

function open({ visits }: { visits: VisitState[] }, at: number): VisitState {
  const visit = { id: `told-${at}`, startedAt: at, lastSeenAt: at, pages: [], events: [] }
  visits.push(visit)
  return visit
}
