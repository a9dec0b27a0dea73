import { trackEvent, trackPageView, trackVisitor } from '../../../freshsales/api/request.ts'
import type { PageViewChange, TrackedChange } from '../../../freshsales/change.ts'
import type { PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import { callStep, type FoldContext, type Part, type Step } from './part.ts'

export interface TrackedState {
  tracked?: Sighting[]
  /** The tracking API has been told who this is. */
  isVisitor?: boolean
}

type Sighting = PageViewChange | TrackedChange

type TrackedPurpose = {
  kind: 'tracked'
  /** How many of those that wait the call carries: none when it introduces the visitor. */
  count: number
}

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING = 500

/** With `TIMELINE=tracking` each page view and event goes to Freshsales' tracking API on its own. */
export const tracked = {
  name: 'tracked',
  after: ['contact'],
  owns: { tracked: true, isVisitor: true },
  removes: { tracked: true },
  empty: () => ({}),
  fold: { page: add, event: add },

  merge(into, from) {
    if (from.tracked) into.tracked = [...from.tracked, ...(into.tracked ?? [])]
  },

  due: ({ tracked }) => (tracked?.length ? { priority: PRIORITY.timeline, dueAt: 0 } : undefined),
  plan: planTracked,

  calls: {
    tracked: {
      settle(person, { count }) {
        person.isVisitor = true
        person.tracked = (person.tracked ?? []).slice(count)
        return []
      },

      refuse(person) {
        const [first, ...rest] = person.tracked ?? []
        person.tracked = rest
        return first && { tracked: first }
      },

      putBack(person, _purpose, removed) {
        if (removed.tracked) person.tracked = [removed.tracked, ...(person.tracked ?? [])]
      },
    },
  },

  describe: ({ tracked = [] }) => ({
    events: tracked.length > 0 ? [`${tracked.length} for the tracking API`] : [],
  }),
} satisfies Part<TrackedState, TrackedPurpose, { tracked: Sighting }>

function add(person: TrackedState, change: Sighting, { timeline }: FoldContext): void {
  if (timeline === 'tracking')
    person.tracked = [...(person.tracked ?? []), change].slice(-MAX_WAITING)
}

function planTracked(person: PersonCore & TrackedState): Step<TrackedPurpose> | undefined {
  const identifier = person.userId ?? person.email
  const [next] = person.tracked ?? []
  if (!identifier || !next) return undefined
  if (!person.isVisitor)
    return callStep(
      { kind: 'tracked', count: 0 },
      trackVisitor(identifier, { Email: person.email ?? identifier }),
    )
  const call =
    next.object === 'page'
      ? trackPageView(identifier, { url: next.url ?? next.name ?? '' })
      : trackEvent(identifier, { name: next.name, properties: next.properties })
  return callStep({ kind: 'tracked', count: 1 }, call)
}
