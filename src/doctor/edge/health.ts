import type { EdgeToCheck } from '../command.ts'
import { bad, type Finding, good } from '../finding.ts'
import { ask, refusalOf } from './ask.ts'

/** What `GET /health` says; answers whether there is an edge to go on with. */
export async function* checkHealth({ url }: EdgeToCheck): AsyncGenerator<Finding, boolean, void> {
  const answer = await ask(new URL('/health', url))
  const refusal = refusalOf(answer)
  if (refusal?.code === 'configuration') {
    yield bad('configuration', `the edge cannot start: ${refusal.message}`, 'npm run doctor')
    return false
  }
  const { ok, degraded } = (answer.body ?? {}) as { ok?: unknown; degraded?: unknown }
  if (typeof ok !== 'boolean' || !Array.isArray(degraded)) {
    yield bad(
      'address',
      `/health is not answered by freshsales-edge (status ${answer.status})`,
      'Check the address and the route of the Worker; HOSTNAMES must have the host name, if it is set.',
    )
    return false
  }
  if (ok) yield good('/health: leads flow')
  for (const reason of degraded) yield bad('health', `/health: ${reason}`, 'Look into /console.')
  return true
}
