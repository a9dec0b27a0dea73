import type { Env } from './env.ts'
import { handle } from './handle.ts'

export { Outbox } from './outbox/outbox.ts'
export { Visitors } from './visitors/visitors.ts'

export default { fetch: handle } satisfies ExportedHandler<Env>
