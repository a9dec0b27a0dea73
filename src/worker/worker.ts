import * as runtime from 'cloudflare:workers'
import { VERSION } from '../browser/version.ts'
import { examineEnv } from '../doctor/examineEnv.ts'
import type { Env } from '../edge/env.ts'
import { handle } from '../edge/handle.ts'
import { createInSpan } from '../edge/inSpan.ts'

export { Outbox } from '../edge/outbox/outbox.ts'
export { Visitors } from '../edge/visitors/visitors.ts'

const product = { version: VERSION, examine: examineEnv, inSpan: createInSpan(runtime) }

/** What is deployed: the edge, and the doctor that its console asks. */
export default {
  fetch: (request, env) => handle(request, env, product),
} satisfies ExportedHandler<Env>
