import type { Env } from '../../../src/edge/env.ts'
import { handle } from '../../../src/edge/handle.ts'

export { Outbox } from './storeRow.ts'

/** The edge as it is, in front of an Outbox that only writes a row. */
export default { fetch: (request, env) => handle(request, env) } satisfies ExportedHandler<Env>
