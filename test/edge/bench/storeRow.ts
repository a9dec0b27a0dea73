import { DurableObject } from 'cloudflare:workers'
import type { AppendRequest } from '../../../src/edge/outboxDoor.ts'

/** Writes one row for a request and does nothing else, so that only what comes before it differs. */
export class Outbox extends DurableObject {
  constructor(state: DurableObjectState, env: object) {
    super(state, env)
    state.storage.sql.exec('CREATE TABLE IF NOT EXISTS inbox (id INTEGER PRIMARY KEY, body TEXT)')
  }

  async append({ events }: AppendRequest) {
    this.ctx.storage.sql.exec('INSERT INTO inbox (body) VALUES (?)', events)
    return { stored: true } as const
  }
}
