import { createThrottle } from './collect/throttle.ts'
import type { Edge } from './edge.ts'
import { askOutboxStatus } from './outboxClient.ts'
import { respondJson, respondRefusal } from './respond.ts'

/** What a question costs, in events: a monitor asks every few seconds at most, and each asks the one object. */
const EVENTS_PER_QUESTION = 200

/** For monitors: 200 while leads flow, 503 with the reasons when somebody should look. */
export async function answerHealth(request: Request, edge: Edge): Promise<Response> {
  const throttle = createThrottle(request, { rateLimit: edge.env.RATE_LIMIT, key: 'health' })
  const welcome = await throttle.check()
  if (!welcome.ok) return respondRefusal(welcome.refusal)
  await throttle.charge({ events: EVENTS_PER_QUESTION, bytes: 0 })
  const { ok, degraded, oldestWaitingSeconds } = await askOutboxStatus(edge.env)
  // Where the data lives, as far as it was decided.
  const { jurisdiction, region } = edge.config
  const health = { ok, degraded, oldestWaitingSeconds, jurisdiction, region }
  return respondJson(health, { status: ok ? 200 : 503 })
}
