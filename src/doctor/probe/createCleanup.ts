import type { Call } from '../../freshsales/api/call.ts'
import { CallError, RefusedError } from '../../freshsales/api/errors.ts'
import { findActivities, getContact, upsertContact } from '../../freshsales/api/request.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { type Exchange, isDone, listIn, recordIn } from '../recordingClient.ts'

/** How each kind of record is deleted. A contact is erased for good, not put into the recycle bin. */
const REMOVALS: { readonly [wrapper: string]: (id: number) => string } = {
  sales_activity: (id) => `/sales_activities/${id}`,
  contact: (id) => `/contacts/${id}/forget`,
  deal: (id) => `/deals/${id}`,
  task: (id) => `/tasks/${id}`,
  sales_account: (id) => `/sales_accounts/${id}`,
}

/** Lists that show what hangs on one of our contacts, by the kind of their records. */
const ATTACHED = {
  note: 'notes',
  sales_activity: 'activities',
  deal: 'deals',
  task: 'tasks',
} as const

/** Nothing is there any more. */
const GONE = 404

/** Remembers every record that came about, so that none is forgotten when a question fails. */
export function createCleanup(send: (call: Call) => Promise<Exchange>) {
  const paths = new Set<string>()
  const emails: string[] = []
  const doubtful = new Set<Call>()

  async function attempt(call: Call): Promise<Exchange | undefined> {
    try {
      return await send(call)
    } catch (error) {
      if (error instanceof CallError) return undefined // becomes a line about what is left behind
      throw error
    }
  }

  async function succeeds(call: Call): Promise<Exchange | undefined> {
    const exchange = await attempt(call)
    const isFine = exchange && (isDone(exchange) || exchange.status === GONE)
    return isFine ? exchange : undefined
  }

  const atMostTwice = async (call: Call) => (await succeeds(call)) ?? (await succeeds(call))

  /** What doubtful calls made is found by other calls; returns what cannot be found. */
  async function resolveDoubts(): Promise<string[]> {
    const lost = new Set<string>()
    const finders = new Map<string, { finder: Call; doubt: string }>()
    for (const call of doubtful) {
      const doubt = `what ${call.method} ${call.path} made, perhaps`
      const found = callsToFind(call, emails)
      if (!found) lost.add(doubt)
      for (const finder of found ?? []) finders.set(JSON.stringify(finder), { finder, doubt })
    }
    doubtful.clear()
    for (const { finder, doubt } of finders.values()) {
      const exchange = (await attempt(finder)) ?? (await attempt(finder))
      if (exchange === undefined || !isClear(exchange)) lost.add(doubt)
      else for (const path of [...written(exchange), ...attached(exchange)]) paths.add(path)
    }
    return [...lost]
  }

  return {
    /** Remembers an address that only we use. */
    owns(email: string): string {
      emails.push(email)
      return email
    },
    /** Intentionally blind to what was only read: that may be somebody else's. */
    notice(call: Call, exchange: Exchange): void {
      if (call.method === 'GET' || !isDone(exchange)) return
      const shown = written(exchange)
      for (const path of shown) paths.add(path)
      if (shown.length === 0) doubtful.add(call)
    },
    /** A call got no answer: who knows what it did. */
    suspect(call: Call): void {
      doubtful.add(call)
    },
    /** Deletes everything, the newest first; returns what could not be deleted. */
    async remove(): Promise<string[]> {
      const left = await resolveDoubts()
      for (const path of [...paths].reverse())
        if (!(await atMostTwice({ method: 'DELETE', path }))) left.push(path)
      paths.clear()
      return left
    },
  }
}

/** A refusal is clear as well: only a record that is not there is refused for what it lacks. */
function isClear(exchange: Exchange): boolean {
  return isDone(exchange) || exchange.error instanceof RefusedError
}

/** Where the record that a write answers with is deleted. */
function written(exchange: Exchange): string[] {
  return Object.entries(REMOVALS).flatMap(([wrapper, pathOf]) => {
    const { id } = recordIn(exchange, wrapper)
    return typeof id === 'number' ? [pathOf(id)] : []
  })
}

/** The timeline names records of all kinds; a number of another kind may be somebody else's activity. */
function attached(exchange: Exchange): string[] {
  return Object.entries(ATTACHED).flatMap(([wrapper, list]) =>
    listIn(exchange, list).flatMap((entry) => {
      const id = wrapper === 'sales_activity' ? activityIn(entry) : entry['id']
      return (typeof id === 'number' && REMOVALS[wrapper]?.(id)) || []
    }),
  )
}

/** The sales activity that an entry of `GET /contacts/{id}/activities` stands for. */
export function activityIn(entry: JsonObject): Json | undefined {
  const { id, actionable_type, actionable_id } = entry
  if (actionable_type === undefined) return id
  return /^sales_?activity$/i.test(String(actionable_type)) ? actionable_id : undefined
}

/**
 * Calls whose answers show what another call may have made, although its own answer was lost or
 * shows nothing; undefined when there is no way to find out. Pure.
 */
function callsToFind(call: Call, ownEmails: readonly string[]): Call[] | undefined {
  const { method, path, body } = call
  if (method !== 'POST' || body === undefined) return []
  if (isObject(body['sales_activity']))
    return [findActivities(Number(body['sales_activity']['targetable_id']))]
  if (path === '/tasks')
    return [
      getContact(Number((isObject(body['task']) ? body['task'] : body)['targetable_id']), [
        'tasks',
      ]),
    ]
  // By its name it is found, or made now and deleted with the rest.
  if (path.startsWith('/sales_accounts/upsert')) return [call]
  if (isObject(body['deal'])) {
    const [contactId] = [body['deal']['contacts_added_list']].flat()
    return [getContact(Number(contactId), ['deals'])]
  }
  const text = JSON.stringify(body)
  const mentioned = ownEmails.filter((email) => text.includes(`"${email}"`))
  if (mentioned.length === 0 && path === '/contacts') return undefined
  return mentioned.map((email) => upsertContact({ email, contact: {} }))
}
