import { existsSync, readFileSync } from 'node:fs'
import type { EdgeToCheck } from '../command.ts'
import { bad, type Check, type Finding, type Findings, good, note, runChecks } from '../finding.ts'
import { askEdge, checkEvents, type EdgeAnswer, refusalOf } from './checkEvents.ts'

const CHECKS: readonly Check<EdgeToCheck>[] = [
  { title: 'the script', run: checkScript },
  { title: 'events', run: checkEvents },
  { title: 'the console', run: checkConsole },
]

/** Whether a deployed edge does what a page and its operator need. Nothing of it reaches the CRM. */
export async function* checkEdge(edge: EdgeToCheck): Findings {
  if (edge.url.protocol === 'http:' && !/^(?:localhost|127\.0\.0\.1)$/.test(edge.url.hostname))
    yield bad('address', 'http:// lets anybody on the way read along', 'Use https://.')
  try {
    const isEdge = yield* checkHealth(edge)
    if (!isEdge) return
  } catch (error) {
    yield unanswered(error)
    return
  }
  yield* runChecks(CHECKS, edge, unanswered)
}

function unanswered(error: unknown): Finding {
  const { cause, message } = error as Error & { cause?: Error & { code?: string } }
  return bad(
    'address',
    `does not answer: ${cause?.code ?? cause?.message ?? message}`,
    'Check the address, and npx wrangler deployments list.',
  )
}

/** What `GET /health` says; returns whether there is an edge to go on with. */
async function* checkHealth({ url }: EdgeToCheck): AsyncGenerator<Finding, boolean, void> {
  const answer = await askEdge(new URL('/health', url))
  const refusal = refusalOf(answer)
  if (refusal?.code === 'configuration') {
    yield bad('configuration', `the edge cannot start: ${refusal.message}`, 'npm run doctor')
    return false
  }
  const { ok, degraded, advice, jurisdiction, region } = (answer.body ?? {}) as {
    [field: string]: unknown
  }
  if (typeof ok !== 'boolean' || !Array.isArray(degraded)) {
    yield bad(
      'address',
      `/health is not answered by freshsales-edge (status ${answer.status})`,
      'Check the address and the route of the Worker; HOSTNAMES must have the host name, if it is set.',
    )
    return false
  }
  if (ok) yield good('/health: leads flow')
  const places = [jurisdiction, region].filter((place) => typeof place === 'string')
  if (places.length > 0) yield good(`the data lives in ${places.join(', by a hint in ')}`)
  for (const reason of degraded) yield bad('health', `/health: ${reason}`, 'Look into /console.')
  if (Array.isArray(advice)) for (const hint of advice) yield note(`/health: ${hint}`)
  return true
}

/** The script that was built here. */
const BUILT = new URL('../../../dist/sdk.js', import.meta.url)

/** What browsers need of the script's headers; a reason where it is not so. */
const NEEDS: readonly ((answer: EdgeAnswer) => string | undefined)[] = [
  ({ headers }) =>
    /^(?:text|application)\/javascript\b/.test(headers.get('content-type') ?? '')
      ? undefined
      : `its content type is ${headers.get('content-type') ?? 'missing'}, and browsers want text/javascript`,
  ({ headers }) =>
    headers.get('cross-origin-resource-policy') === 'same-origin'
      ? 'Cross-Origin-Resource-Policy keeps it to the pages of the edge'
      : undefined,
  ({ headers }) =>
    /\bimmutable\b/.test(headers.get('cache-control') ?? '')
      ? 'Cache-Control says immutable, so that no page would ever get an update'
      : undefined,
]

/** The script tag. */
async function* checkScript({ url }: EdgeToCheck): Findings {
  const answer = await askEdge(new URL('/sdk.js', url))
  if (answer.status !== 200) {
    yield bad(
      '/sdk.js',
      `/sdk.js is answered with status ${answer.status}`,
      'Build and deploy again: npm run build && npx wrangler deploy',
    )
    return
  }
  const faults = NEEDS.flatMap((need) => need(answer) ?? [])
  for (const fault of faults)
    yield bad('/sdk.js', `/sdk.js: ${fault}`, 'Deploy with the headers of dist/_headers.')
  if (faults.length === 0) yield good('/sdk.js is served as browsers want it')
  if (existsSync(BUILT) && readFileSync(BUILT, 'utf8') !== answer.text)
    yield note('/sdk.js is not the one in dist/ here: another version is deployed')
}

/** What the console reads; the page around it may be seen by everybody. */
const CONSOLE_DATA = '/console/api/overview'

/** Whether the console's data stay shut for who has no admin token. */
async function* checkConsole({ url }: EdgeToCheck): Findings {
  const { status } = await askEdge(new URL(CONSOLE_DATA, url))
  if (status >= 400 && status < 500) yield good('the console is shut without its token')
  else
    yield bad(
      'console',
      `${CONSOLE_DATA} is answered with status ${status} without a token`,
      'Set ADMIN_TOKEN, and check that nothing but the Worker answers.',
    )
}
