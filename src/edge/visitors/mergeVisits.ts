// Pure: what was kept of a stranger and what came in, what is kept of them out.
import { peopleOf } from '../../freshsales/interpret/people.ts'
import type { AdmittedEvent } from '../collect/admission.ts'
import type { Offer } from './visitorsDoor.ts'

/** One thing that a stranger did. */
export interface KeptVisit {
  /** Rises with each event of a stranger, also after all before were handed over and deleted. */
  number: number
  source: string
  event: AdmittedEvent
}

/**
 * As many as a browser keeps of a stranger; more is a robot. The first event stays, since it says where
 * somebody came from.
 */
const MOST_EVENTS = 100

/** Each request writes the row anew, and what robots fill must not make that slow. */
const ROW_CHARACTERS = 100_000

/** In the order in which they came; an event that came twice is kept once. */
export function mergeVisits(
  kept: readonly KeptVisit[],
  heard: readonly Omit<KeptVisit, 'number'>[],
  now: number,
): KeptVisit[] {
  const merged = [...kept]
  const known = new Set(kept.map(keyOf))
  // Numbers begin at the time: somebody who is met anew after everything was deleted gets higher ones.
  let number = Math.max(now, (kept.at(-1)?.number ?? 0) + 1)
  for (const visit of heard) {
    const key = keyOf(visit)
    if (known.has(key)) continue
    known.add(key)
    merged.push({ ...visit, number: number++ })
  }
  return bounded(merged)
}

const keyOf = ({ source, event }: Omit<KeptVisit, 'number'>) => `${source}\n${event.messageId}`

/** Drops the oldest but the first. */
function bounded([first, ...rest]: KeptVisit[]): KeptVisit[] {
  if (!first) return []
  let room = ROW_CHARACTERS - JSON.stringify(first).length
  const newest: KeptVisit[] = []
  for (const visit of rest.reverse()) {
    room -= JSON.stringify(visit).length
    if (room < 0 || newest.length === MOST_EVENTS - 1) break
    newest.push(visit)
  }
  return [first, ...newest.reverse()]
}

/** A browser is one person's, or a few people's. */
const MOST_NAMES = 10

/** How the outbox may know them: by whom their events name. */
export function offerOf(anonymousId: string, kept: readonly KeptVisit[]): Offer {
  const about = new Set([`a:${anonymousId}`, ...namesOf(kept)])
  return { anonymousId, about: [...about].slice(0, MOST_NAMES) }
}

/** Identity keys other than the browser's own. */
export function namesOf(visits: readonly Pick<KeptVisit, 'event'>[]): string[] {
  return visits.flatMap(({ event }) => {
    const { userId, emails } = peopleOf(event, { actions: new Map() }).people
    return [...(userId ? [`u:${userId}`] : []), ...emails.map((email) => `e:${email}`)]
  })
}
