import type { TrackEvent } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import { type Action, builtInAction, eventKey } from '../actions.ts'
import type { Change, Interpretation } from '../change.ts'
import type { InterpretSettings } from '../settings.ts'
import { carryOut } from './carryOut.ts'
import { emailOfExternalId, emailOfUserId, ownEmail } from './ownEmail.ts'

/**
 * An event of the site's own. What `EVENTS` says is done, each action on its own; RudderStack's two
 * event names mean what they mean there; everything else is for the visit's timeline entry.
 */
export function interpretTrack(event: TrackEvent, settings: InterpretSettings): Interpretation {
  if (typeof event.event !== 'string' || isBlank(event.event)) {
    return { changes: [], problems: [{ field: 'event', reason: 'is missing: name the event' }] }
  }
  const actions = actionsFor(event.event, settings)
  const { email, problems } = ownEmail(emailCandidates(event, actions.length > 0))
  const changes: Change[] = []
  for (const [index, action] of actions.entries()) {
    const done = carryOut(action, { event, key: `${event.messageId}:${index}` })
    changes.push(...done.changes)
    problems.push(...done.problems)
  }
  if (settings.timeline !== 'off' && belongsInTimeline(actions)) {
    changes.push({
      object: 'event',
      name: event.event.trim(),
      properties: isObject(event.properties) ? event.properties : {},
    })
  }
  return { ...(email === undefined ? {} : { email }), changes, problems }
}

/** A mapping takes the place of a built-in name. */
function actionsFor(name: string, settings: InterpretSettings): readonly Action[] {
  const configured = settings.actions.get(eventKey(name))
  if (configured !== undefined) return configured
  const builtIn = builtInAction(name)
  return builtIn === undefined ? [] : [builtIn]
}

/**
 * An address among the properties is the person's own only where the event acts on the person: that
 * of `Invite Sent` is somebody else's.
 */
function emailCandidates(event: TrackEvent, acts: boolean): unknown[] {
  return [
    event.context?.traits?.['email'],
    ...(acts ? [event.properties?.['email'], emailOfExternalId(event)] : []),
    emailOfUserId(event),
  ]
}

/** An activity is on the timeline already, and RudderStack's events leave nothing else behind. */
function belongsInTimeline(actions: readonly Action[]): boolean {
  return actions.every(({ type }) => type === 'contact' || type === 'tag' || type === 'deal')
}
