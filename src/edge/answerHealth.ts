import type { Edge } from './edge.ts'
import { askOutboxStatus } from './outboxClient.ts'
import { respondJson } from './respond.ts'

/** For monitors: 200 while leads flow, 503 with the reasons when somebody should look. */
export async function answerHealth(edge: Edge): Promise<Response> {
  const { ok, degraded, oldestWaitingSeconds } = await askOutboxStatus(edge.env)
  return respondJson({ ok, degraded, oldestWaitingSeconds }, { status: ok ? 200 : 503 })
}
