import { trackEvent, trackPageView, trackVisitor } from '../../../freshsales/api/request.ts'
import type { Person } from '../person.ts'
import { callStep, type PersonSettlement, type Step, type World } from '../step.ts'

/** With `TIMELINE=tracking` each page view and event goes to Freshsales' tracking API on its own. */
export function planTracked(person: Person, _world: World): Step | undefined {
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

export const tracked: PersonSettlement<'tracked'> = {
  settle(person, { count }) {
    person.isVisitor = true
    person.tracked = (person.tracked ?? []).slice(count)
    return []
  },

  refuse(person) {
    const [tracked, ...rest] = person.tracked ?? []
    person.tracked = rest
    return tracked && { tracked }
  },
}
