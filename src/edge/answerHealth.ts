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
  const { ok, degraded, advice, oldestWaitingSeconds } = await askOutboxStatus(edge.env)
  return respondJson({ ok, degraded, advice, oldestWaitingSeconds }, { status: ok ? 200 : 503 })
}
