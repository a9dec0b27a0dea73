// Pure: what an event touches and whose word it is in, its lane out.
import { actionsFor } from '../../freshsales/actions.ts'
import { interpret } from '../../freshsales/interpret/interpret.ts'
import type { Provenance } from '../../freshsales/word.ts'
import type { CrmLink } from '../../protocol/crmLink.ts'
import type { Event } from '../../protocol/event.ts'
import { decisionOf, isProvisional } from '../outbox/engine/isProvisional.ts'
import type { Lane } from '../outboxDoor.ts'
import type { Config } from '../settings/config.ts'
import type { Validated } from './validate.ts'

/**
 * How an event goes on, the best lane first:
 *
 * - `lead`: somebody introduces themselves, or a server or a signature vouches for it. It is taken as
 *   long as it can be written.
 * - `claim`: a page says whom it is about. It goes to the outbox, which keeps it when it knows them, and
 *   otherwise as long as there is plenty of room.
 * - `visit`: what a browser saw. It goes to the strangers' objects, whatever ids and addresses stand in it:
 *   anybody can write those. They forward it once the outbox has met that browser's visitor.
 */
const LANES: readonly Lane[] = ['lead', 'claim', 'visit']

/** What of an event decides about its way. */
export interface Touch {
  lane: Lane
  anonymousId: string | undefined
  /** The browsers of which it says whose they are. */
  introduces: string[]
  /** Whom it names, by identity key. */
  about: string[]
}

export function touchOf(
  validated: Validated & { link?: CrmLink },
  provenance: Provenance,
  config: Config,
): Touch {
  const { people } = validated
  const { emails, userId, anonymousId, previousId } = people
  const lane = laneOf(validated, provenance, config)
  const ids = [anonymousId, previousId].filter((id) => id !== undefined)
  return {
    lane,
    anonymousId,
    introduces: lane !== 'visit' && saysWhoseItIs(validated) ? ids : [],
    about: [
      ...emails.map((email) => `e:${email}`),
      ...(userId === undefined ? [] : [`u:${userId}`]),
      ...ids.map((id) => `a:${id}`),
    ],
  }
}

/** A server also tells of strangers, whose history is nobody's yet. */
function saysWhoseItIs({ draft: { type }, people }: Validated): boolean {
  return type === 'identify' || type === 'alias' || people.emails.length > 0 || !!people.userId
}

/** A request is not torn apart: what somebody did goes with their introduction. */
export function laneOfAll(touches: readonly Touch[]): Lane {
  return LANES.find((lane) => touches.some((touch) => touch.lane === lane)) ?? 'visit'
}

function laneOf(
  validated: Validated & { link?: CrmLink },
  provenance: Provenance,
  config: Config,
): Lane {
  const { draft, people } = validated
  if (provenance !== 'page') return 'lead'
  const event = draft as Event
  switch (event.type) {
    case 'identify':
      return people.email || isProvisional(event) || hasNumber(event, config) ? 'lead' : 'claim'
    case 'group':
      return people.email ? 'lead' : 'claim'
    case 'alias':
      return 'claim'
    case 'track': {
      if (people.email || isProvisional(event) || decisionOf(event)) return 'lead'
      const acts = people.userId && isMapped(event.event, config.actions)
      return acts || !people.anonymousId ? 'claim' : 'visit'
    }
    case 'page':
    case 'screen':
      return people.anonymousId && !validated.link ? 'visit' : 'claim'
  }
}

/** Somebody who can be called back; asked of the code that would write the number. */
function hasNumber(event: Event, config: Config): boolean {
  const settings = { ...config, generation: config.domain.generation }
  return interpret(event, settings, { provenance: 'page' }).changes.some(
    (change) =>
      change.object === 'contact' &&
      ['mobile_number', 'work_number'].some((field) => change.fields[field] !== undefined),
  )
}

/**
 * Whether a page tells of nobody in particular, and of nothing that the CRM has: then there is nobody
 * who waits for a call, and no share of the hour's calls is counted.
 */
export function isStrangers(
  { draft, people }: Validated,
  { provenance, actions }: { provenance: Provenance } & Pick<Config, 'actions'>,
): boolean {
  if (provenance !== 'page' || people.emails.length > 0 || people.userId !== undefined) return false
  return draft.type !== 'group' && !(draft.type === 'track' && isMapped(draft.event, actions))
}

const isMapped = (name: unknown, actions: Config['actions']) =>
  actionsFor(name, { actions }).length > 0
