import { type AdmittedEvent, wordOf } from '../../../src/edge/collect/admission.ts'
import type { Env } from '../../../src/edge/env.ts'
import { parseActions } from '../../../src/freshsales/actions.ts'
import type { Change, Interpretation } from '../../../src/freshsales/change.ts'
import { interpret } from '../../../src/freshsales/interpret/interpret.ts'
import { openGate } from './gate.ts'

interface Sending {
  writeKey?: string
  env?: Partial<Env>
  events?: object
}

/** What an event that was sent over HTTP means once it was admitted; nothing when it was not. */
export async function meaningOf(event: object, sending: Sending = {}) {
  const { writeKey = 'wk_site', env = {}, events = {} } = sending
  const gate = openGate({ env: { EVENTS: events, ...env } })
  const answer = await gate.post('/v1/batch', { writeKey, batch: [event] })
  const [stored] = gate.stored()
  return { ...answer, stored, ...describe(stored ? read(stored, events) : NOTHING) }
}

const NOTHING: Interpretation = { people: { emails: [] }, changes: [], problems: [], withheld: [] }

function read(stored: AdmittedEvent, events: object): Interpretation {
  const actions = parseActions(events)
  if (!actions.ok) throw new Error(actions.reason)
  const settings = { generation: 'modern', actions: actions.value, timeline: 'note' } as const
  return interpret(stored, settings, wordOf(stored))
}

function describe({ changes, withheld, ...rest }: Interpretation) {
  return {
    ...rest,
    changes,
    withheld: withheld.map(({ field }) => field),
    contact: only(changes, 'contact'),
    account: only(changes, 'account'),
    deal: only(changes, 'deal'),
    activity: only(changes, 'activity'),
  }
}

function only<Name extends Change['object']>(changes: Change[], object: Name) {
  return changes.find((change): change is Change & { object: Name } => change.object === object)
}
