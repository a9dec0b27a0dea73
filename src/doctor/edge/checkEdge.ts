import type { EdgeToCheck } from '../command.ts'
import { bad, type Findings, note } from '../finding.ts'
import { checkConsole } from './console.ts'
import { checkEvent } from './event.ts'
import { checkHealth } from './health.ts'
import { checkScript } from './script.ts'
import { checkStrangers } from './strangers.ts'

/** Whether a deployed edge does what a page and its operator need. Nothing of it reaches the CRM. */
export async function* checkEdge(edge: EdgeToCheck): Findings {
  if (edge.url.protocol === 'http:' && !/^(?:localhost|127\.0\.0\.1)$/.test(edge.url.hostname))
    yield bad('address', 'http:// lets anybody on the way read along', 'Use https://.')
  try {
    const isEdge = yield* checkHealth(edge)
    if (!isEdge) return
    yield* checkScript(edge)
    yield* checkEvents(edge)
    yield* checkConsole(edge)
  } catch (error) {
    yield bad(
      'address',
      `does not answer: ${reasonOf(error)}`,
      'Check the address, and npx wrangler deployments list.',
    )
  }
}

async function* checkEvents({ writeKey, ...edge }: EdgeToCheck): Findings {
  if (writeKey === undefined) {
    yield note('no event was sent', 'Add --write-key KEY and --origin https://www.acme.com')
    return
  }
  if (edge.origin === undefined)
    yield note('the event is sent as a server does', 'Add --origin to send it as a page does.')
  const isWelcome = yield* checkEvent({ ...edge, writeKey })
  // Who is turned away for one reason does not show whether the other would be seen.
  if (isWelcome) yield* checkStrangers({ ...edge, writeKey })
}

function reasonOf(error: unknown): string {
  const { cause, message } = error as Error & { cause?: Error & { code?: string } }
  return cause?.code ?? cause?.message ?? message
}
