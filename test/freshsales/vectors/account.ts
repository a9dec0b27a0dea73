import { customFieldName } from '../../../src/freshsales/mapping/fieldName.ts'
import type { Json, JsonObject } from '../../../src/protocol/event.ts'
import type { Case, Stub } from './suite.ts'

export interface Sent {
  method: string
  url: string
  headers: Headers
  body?: JsonObject
}

/** A Freshsales that answers as the case says, else the least that a real one would; and remembers what it got. */
export function createAccount(vector: Case): { fetch: typeof fetch; sent: Sent[] } {
  const sent: Sent[] = []
  const stubs = [...(vector.upstreamStubs ?? [])]
  const respond: typeof fetch = async (input, init) => {
    const request = new Request(input, init)
    const text = await request.text()
    const body = text === '' ? undefined : (JSON.parse(text) as JsonObject)
    sent.push({
      method: request.method,
      url: request.url,
      headers: request.headers,
      ...(body ? { body } : {}),
    })
    const stub = takeStub(stubs, request)
    if (stub?.networkError !== undefined) throw new TypeError(stub.networkError)
    if (stub === undefined) return Response.json(defaultAnswer(request.url, body, vector))
    const answer = stub.responseBody ?? {}
    return new Response(typeof answer === 'string' ? answer : JSON.stringify(answer), {
      status: stub.status ?? 200,
    })
  }
  return { fetch: respond, sent }
}

function takeStub(stubs: Stub[], request: Request): Stub | undefined {
  const index = stubs.findIndex(
    ({ method, url }) => method === request.method && url === request.url,
  )
  return index < 0 ? undefined : stubs.splice(index, 1)[0]
}

function defaultAnswer(address: string, body: JsonObject | undefined, vector: Case): JsonObject {
  const path = new URL(address).pathname.replace(/^(?:\/crm\/sales)?\/api/, '')
  const fields = /^\/settings\/(\w+)\/fields$/.exec(path)?.[1]
  if (fields !== undefined) return { fields: fieldsOf(fields, vector) }
  if (path.startsWith('/selector/')) return { [path.slice('/selector/'.length)]: [] }
  const name = (body?.['unique_identifier'] as JsonObject | undefined)?.['name'] ?? null
  const answers: { [path: string]: JsonObject } = {
    '/contacts/upsert': { contact: { id: 7001, sales_accounts: [], tags: [] } },
    '/sales_accounts/upsert': { sales_account: { id: 9001, name } },
    '/deals': { deal: { id: 8001 } },
    '/sales_activities': { sales_activity: { id: 6001 } },
    '/notes': { note: { id: 5001 } },
    '/leads': { lead: { id: 4001 } },
  }
  return answers[path] ?? {}
}

const OBJECTS: { readonly [path: string]: string } = {
  contacts: 'contact',
  leads: 'lead',
  sales_accounts: 'sales_account',
  deals: 'deal',
}

/** The case names its custom fields; their type is that of the value it sends. */
function fieldsOf(path: string, { given, event }: Case): Json[] {
  const names = given?.customFields?.[OBJECTS[path] ?? ''] ?? []
  return names.map((name, index) => ({
    id: index + 1,
    name,
    label: name,
    type: typeFor(name, event),
  }))
}

function typeFor(name: string, event: JsonObject): string {
  const traits = (event['traits'] ?? {}) as JsonObject
  const value = Object.entries(traits).find(([trait]) => customFieldName(trait) === name)?.[1]
  if (typeof value === 'number') return 'number'
  if (typeof value === 'boolean') return 'checkbox'
  return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? 'date' : 'text'
}
