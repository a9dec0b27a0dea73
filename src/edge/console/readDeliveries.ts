import type { Edge } from '../edge.ts'
import { outboxOf, testsOf } from '../objects.ts'
import { nameError } from '../outbox/journal/log.ts'
import type { DeliveriesAsk, Reply } from '../outbox/operator/operations.ts'
import type { DeliveryView } from '../outbox/operator/views.ts'

const PAGE = 50

/** The newest deliveries, and among them what test keys would have written. */
export async function readDeliveries(ask: DeliveriesAsk, edge: Edge): Promise<Reply<'deliveries'>> {
  const [{ deliveries }, tests] = await Promise.all([
    outboxOf(edge.env).operate('deliveries', ask),
    readTests(ask, edge),
  ])
  const all = [...deliveries, ...tests].sort((one, other) => other.id - one.id)
  return { deliveries: all.slice(0, PAGE) }
}

/** What is real is shown whatever becomes of the tests. */
async function readTests(ask: DeliveriesAsk, { env, config }: Edge): Promise<DeliveryView[]> {
  if (![...config.sources.values()].some(({ test }) => test)) return []
  try {
    return await testsOf(env).testDeliveries(ask)
  } catch (error) {
    console.error(JSON.stringify({ event: 'tests_not_read', error: nameError(error) }))
    return []
  }
}
