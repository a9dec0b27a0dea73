import type { TrackEvent } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import { type Action, actionsFor } from '../actions.ts'
import type { Interpretation } from '../change.ts'
import { carryOut } from './carryOut.ts'
import type { InterpretContext } from './interpretContext.ts'

/**
 * An event of the site's own. What `EVENTS` says is done, each action on its own; RudderStack's two
 * event names mean what they mean there; everything else is for the visit's timeline entry.
 */
export function interpretTrack(event: TrackEvent, context: InterpretContext): Interpretation {
  const { meaning, settings, word } = context
  if (typeof event.event !== 'string' || isBlank(event.event)) {
    return { ...meaning, problems: [{ field: 'event', reason: 'is missing: name the event' }] }
  }
  const actions = actionsFor(event.event, settings)
  for (const [index, action] of actions.entries()) {
    const done = carryOut(action, { event, word, key: `${event.messageId}:${index}` })
    meaning.changes.push(...done.changes)
    meaning.problems.push(...done.problems)
    meaning.withheld.push(...done.withheld)
  }
  if (settings.timeline !== 'off' && belongsInTimeline(actions)) {
    meaning.changes.push({
      object: 'event',
      name: event.event.trim(),
      properties: isObject(event.properties) ? event.properties : {},
    })
  }
  return meaning
}

/** An activity is on the timeline already, and RudderStack's events leave nothing else behind. */
const TOLD_OTHERWISE: readonly Action['type'][] = ['activity', 'sales_activity', 'lifecycle_stage']

function belongsInTimeline(actions: readonly Action[]): boolean {
  return !actions.some(({ type }) => TOLD_OTHERWISE.includes(type))
}
