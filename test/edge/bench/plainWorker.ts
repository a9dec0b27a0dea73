import { normalize } from '../../../src/edge/collect/normalize.ts'
import { createRedactor } from '../../../src/edge/collect/redactAddresses.ts'
import { validate } from '../../../src/edge/collect/validate.ts'
import type { Env } from '../../../src/edge/env.ts'

export { Outbox } from './storeRow.ts'

/** A collector without the safety: it parses, validates, completes and stores what anyone sends. */
export default {
  async fetch(request, env) {
    const receivedAt = Date.now()
    const { batch, sentAt } = JSON.parse(await request.text())
    const userAgent = request.headers.get('user-agent') ?? undefined
    const createId = () => crypto.randomUUID()
    const surroundings = {
      receivedAt,
      sentAt,
      userAgent,
      ipOf: () => undefined,
      isOwnServer: false,
      createId,
      redactor: createRedactor(),
    }
    const events = (batch as unknown[]).flatMap((event) => {
      const draft = validate(event, { actions: new Map() })
      return draft.ok ? [normalize(draft.value.draft, surroundings)] : []
    })
    const count = events.length
    const row = { source: 'Website', receivedAt, events: JSON.stringify(events), count }
    await env.OUTBOX.getByName('outbox').append(row)
    return Response.json({ success: true, accepted: count, rejected: [] })
  },
} satisfies ExportedHandler<Env>
