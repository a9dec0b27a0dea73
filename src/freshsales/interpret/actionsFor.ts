import { type Action, builtInAction, eventKey } from '../actions.ts'
import type { InterpretSettings } from '../settings.ts'

/** What an event of that name does. A mapping of `EVENTS` takes the place of a built-in name. */
export function actionsFor(
  name: unknown,
  { actions }: Pick<InterpretSettings, 'actions'>,
): readonly Action[] {
  if (typeof name !== 'string') return []
  const configured = actions.get(eventKey(name))
  if (configured !== undefined) return configured
  const builtIn = builtInAction(name)
  return builtIn === undefined ? [] : [builtIn]
}
