import type { Accepted } from '../collect/admit.ts'
import type { Env } from '../env.ts'
import { visitorsOf } from '../objects.ts'
import { nameError } from '../outbox/journal/log.ts'
import { TURNED_AWAY } from '../outbox/leadsFirst.ts'
import type { VisitorsDoor } from './visitorsDoor.ts'

/** Objects of strangers. They cost nothing while idle, and one takes several hundred requests a second. */
const OBJECTS = 64

/** What became of a request of strangers'. */
export type StoredVisits =
  | {
      stored: true
      /** To be stored by the outbox. */
      forward: Accepted[]
      shed: { events: Accepted[]; reason: string }
    }
  | { stored: false; retryAfterSeconds: number }

/** After a fault of an object. */
const RETRY_SECONDS = 10

/** Stores what strangers did, each at their object; undefined where there are no such objects. Never throws. */
export async function appendToVisitors(
  env: Env,
  { source, accepted }: { source: string; accepted: readonly Accepted[] },
): Promise<StoredVisits | undefined> {
  const groups = byObject(env, accepted, ({ touch }) => touch.anonymousId ?? '')
  if (!groups) return undefined
  const answers = await Promise.all(
    groups.map(async ({ visitors, items }) => {
      const visits = items.map(({ touch: { anonymousId = '' }, text }) => ({
        anonymousId,
        event: text,
      }))
      const answer = await askOnce(() => visitors.append({ source, visits, askedAt: Date.now() }))
      return answer && { ...answer, items }
    }),
  )
  const shed: Accepted[] = []
  const forward: Accepted[] = []
  let reason: string = TURNED_AWAY.tooMany
  for (const answer of answers) {
    if (!answer) return { stored: false, retryAfterSeconds: RETRY_SECONDS }
    const forwarded = new Set(answer.forward)
    forward.push(...answer.items.filter((_, place) => forwarded.has(place)))
    if (answer.shed === undefined) continue
    reason = answer.shed
    shed.push(...answer.items.filter((_, place) => !forwarded.has(place)))
  }
  return { stored: true, forward, shed: { events: shed, reason } }
}

/** An object that has too much to do turns strangers away; one that fails is to be asked again later. */
async function askOnce(append: () => ReturnType<VisitorsDoor['append']>) {
  try {
    return await append()
  } catch (error) {
    if ((error as { overloaded?: boolean }).overloaded === true)
      return { forward: [], shed: TURNED_AWAY.tooMany }
    console.error(JSON.stringify({ event: 'visits_not_stored', error: nameError(error) }))
    return undefined
  }
}

/** Items by the object that keeps their stranger; undefined where there are no such objects. */
export function byObject<Item>(
  env: Env,
  items: readonly Item[],
  idOf: (item: Item) => string,
): { visitors: VisitorsDoor; items: Item[] }[] | undefined {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const place = placeOf(idOf(item))
    groups.set(place, [...(groups.get(place) ?? []), item])
  }
  const found: { visitors: VisitorsDoor; items: Item[] }[] = []
  for (const [place, group] of groups) {
    const visitors = visitorsOf(env, place)
    if (!visitors) return undefined
    found.push({ visitors, items: group })
  }
  return found
}

/** FNV-1a: it must never change, since it says where a stranger's history is. */
export function placeOf(anonymousId: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < anonymousId.length; at++)
    hash = Math.imul(hash ^ anonymousId.charCodeAt(at), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % OBJECTS
}
