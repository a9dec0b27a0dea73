// Pure: the events of a test key in, what they would write out.
import type { Change, Problem } from '../../freshsales/change.ts'
import { interpret } from '../../freshsales/interpret/interpret.ts'
import type { PlannedEvent, PlannedWrite, TestReport } from '../../protocol/batch.ts'
import type { Config } from '../settings/config.ts'
import { type AdmittedEvent, wordOf } from './admission.ts'
import type { Accepted } from './admit.ts'

/** A sign-up is two events; nobody reads more in a page. */
const MOST_EVENTS = 20

/**
 * Answers a page with what its own events would write. Intentionally nothing else: whoever reads the key
 * in the page may ask, and must not learn who is known here, nor what the operator wrote into EVENTS.
 */
export function reportTest(accepted: readonly Accepted[], config: Config): TestReport {
  const settings = { ...config, generation: config.domain.generation }
  const planned = accepted.slice(0, MOST_EVENTS).map(({ text }): PlannedEvent => {
    const event = JSON.parse(text) as AdmittedEvent
    const { changes, problems, withheld, people } = interpret(event, settings, wordOf(event))
    const isMapped = event.type === 'track'
    return {
      messageId: event.messageId,
      writes: changes.map((change) => writeOf(change, { email: people.email, isMapped })),
      problems: [...problems, ...withheld].map(told),
    }
  })
  return { planned, more: accepted.length - planned.length }
}

/** The operator's words stand in what `EVENTS` does; of that only the names are told. */
function writeOf(
  change: Change,
  { email, isMapped }: { email: string | undefined; isMapped: boolean },
): PlannedWrite {
  const { object: record, ...said } = change
  switch (change.object) {
    case 'contact': {
      const fields = { ...change.fields, ...change.custom }
      return { record, fields: isMapped ? {} : { ...(email && { emails: email }), ...fields } }
    }
    case 'account':
      return { record, fields: { name: change.name, ...change.fields, ...change.custom } }
    case 'deal':
      return {
        record,
        fields: isMapped ? {} : { name: change.name, ...change.fields, ...change.custom },
      }
    case 'activity':
    case 'task':
    case 'tag':
      return { record, fields: {} }
    case 'page':
    case 'event':
      return { record: 'timeline entry', fields: said as PlannedWrite['fields'] }
  }
}

const told = ({ field, reason }: Problem) => ({ field, reason })
