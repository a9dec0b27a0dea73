import { parseActions } from '../../../src/freshsales/actions.ts'
import { createClient } from '../../../src/freshsales/api/client.ts'
import type { Interpretation, Problem } from '../../../src/freshsales/change.ts'
import { parseDomain } from '../../../src/freshsales/domain.ts'
import { interpret } from '../../../src/freshsales/interpret/interpret.ts'
import { SERVER } from '../../../src/freshsales/word.ts'
import type { Event } from '../../../src/protocol/event.ts'
import { createAccount, type Sent } from './account.ts'
import { admit } from './admit.ts'
import { deliver } from './deliver.ts'
import type { Case } from './suite.ts'

/** What became of a case. */
export interface Outcome {
  event?: Event
  /** Why nothing was interpreted at all. */
  rejected?: string
  interpretation: Interpretation
  sent: Sent[]
  problems: Problem[]
  /** What Freshsales' answers led to, when they led nowhere. */
  error?: unknown
}

const NOTHING: Interpretation = {
  people: { emails: [] },
  changes: [],
  problems: [],
  withheld: [],
}

export async function run(vector: Case): Promise<Outcome> {
  const { apiKey, domain, eventMappings = [] } = vector.destinationConfig
  const parsed = parseDomain(domain ?? '')
  if (!parsed.ok)
    return { rejected: parsed.reason, interpretation: NOTHING, sent: [], problems: [] }
  const actions = parseActions(eventMappings)
  if (!actions.ok)
    return { rejected: actions.reason, interpretation: NOTHING, sent: [], problems: [] }
  const admitted = admit(vector.event)
  if ('rejected' in admitted)
    return { rejected: admitted.rejected, interpretation: NOTHING, sent: [], problems: [] }
  const { event } = admitted
  const settings = {
    generation: parsed.value.generation,
    actions: actions.value,
    timeline: 'note',
  } as const
  const interpretation = interpret(event, settings, SERVER)
  const account = createAccount(vector)
  const client = createClient({
    domain: parsed.value,
    apiKeys: [apiKey ?? 'KEY'],
    fetch: account.fetch,
    timeoutMs: 5000,
  })
  const outcome = { event, interpretation, sent: account.sent }
  try {
    const found = await deliver(interpretation, event.timestamp, client)
    return { ...outcome, problems: [...interpretation.problems, ...found] }
  } catch (error) {
    return { ...outcome, problems: interpretation.problems, error }
  }
}
