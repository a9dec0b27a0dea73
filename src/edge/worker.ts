import type { Env } from './env.ts'
import { handle } from './handle.ts'

export { Outbox } from './outbox/outbox.ts'

export default {
  fetch: (request, env) => handle(request, env),
} satisfies ExportedHandler<Env>
