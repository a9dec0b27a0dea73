import type { Env } from '../../../src/edge/env.ts'

export { Outbox } from './storeRow.ts'

/** The floor: parses the body, writes one row, answers. */
export default {
  async fetch(request, env) {
    const { batch } = JSON.parse(await request.text())
    const events = JSON.stringify(batch)
    const row = { source: 'Website', receivedAt: Date.now(), events, count: batch.length }
    await env.OUTBOX.getByName('outbox').append(row)
    return Response.json({ success: true, accepted: batch.length, rejected: [] })
  },
} satisfies ExportedHandler<Env>
