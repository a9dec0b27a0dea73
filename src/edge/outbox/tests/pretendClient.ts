import type { Answer, Call } from '../../../freshsales/api/call.ts'
import type { Client } from '../../../freshsales/api/client.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'

/** The records that calls carry in a wrapper; a task travels without one. */
const WRAPPERS = ['contact', 'lead', 'sales_account', 'deal', 'sales_activity', 'note']

/**
 * Answers each call as Freshsales would for somebody new, and makes none: what was sent is there, and
 * nothing else is. So a test is planned to its end by the code that delivers, and asks nobody anything.
 */
export function pretendClient(now: () => number): Client {
  let made = 0
  /** Of no record in any account: as long as a time, and longer than an id. */
  const newId = () => now() * 1_000 + made++

  return {
    async send(call: Call): Promise<Answer> {
      if (call.method === 'GET') return { status: 200, body: nothingThere(call) }
      const { body = {} } = call
      const wrapper = WRAPPERS.find((name) => isObject(body[name])) ?? 'task'
      const record = isObject(body[wrapper]) ? body[wrapper] : body
      const id = idIn(call)
      const status = id === undefined ? 201 : 200
      return { status, body: { [wrapper]: { ...record, id: id ?? newId() } } }
    },
  }
}

function nothingThere(call: Call): JsonObject {
  const record = { id: idIn(call) ?? 0 }
  return {
    contact: { ...record, sales_accounts: [], tags: [], emails: [] },
    lead: record,
    sales_account: record,
    deals: [],
    tasks: [],
    notes: [],
    contacts: { contacts: [] },
    leads: { leads: [] },
  }
}

function idIn({ path }: Call): number | undefined {
  const [, id] = /^\/\w+\/(\d+)(?:[/?]|$)/.exec(path) ?? []
  return id === undefined ? undefined : Number(id)
}
