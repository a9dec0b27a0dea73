import type { Json, JsonObject } from '../../src/protocol/event.ts'

/** A call as n8n's helper is asked for it. */
interface Options {
  method: string
  uri: string
  body?: Json
  qs?: { [name: string]: string | number }
}

/** What the node did: its calls below the API's base, and the answers it got. */
export interface Seen {
  calls: (readonly [method: string, path: string, body?: Json])[]
  answers: Json[]
}

/** The little of n8n that the node needs: parameters in, calls out. */
export function createHost(base: string, parameters: JsonObject, seen: Seen): object {
  return {
    getCredentials: async () => ({ domain: 'acme' }),
    getNode: () => ({ name: 'FreshworksCrm' }),
    getInputData: () => [{}],
    getTimezone: () => 'UTC',
    continueOnFail: () => false,
    getNodeParameter: (name: string, _item: number, fallback?: Json) =>
      parameters[name] ?? fallback,
    helpers: {
      returnJsonArray: (data: Json) => [data].flat(),
      constructExecutionMetaData: (data: Json[]) => data,
      requestWithAuthentication: (_credentials: string, options: Options) =>
        answer(base, options, seen),
    },
  }
}

async function answer(base: string, options: Options, { calls, answers }: Seen): Promise<Json> {
  const { method, uri, body, qs = {} } = options
  const query = new URLSearchParams(
    Object.entries(qs).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, String(value)]],
    ),
  )
  const path = uri.slice(uri.indexOf('/crm/sales/api') + '/crm/sales/api'.length)
  const whole = query.size > 0 ? `${path}?${query}` : path
  calls.push(body === undefined ? [method, whole] : [method, whole, body])
  const response = await fetch(`${base}/crm/sales/api${whole}`, {
    method,
    headers: {
      accept: 'application/json',
      authorization: 'Token token=demo-api-key',
      'content-type': 'application/json',
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  if (!response.ok) throw new Error(`${method} ${whole}: ${response.status} ${text}`)
  answers.push(JSON.parse(text))
  return JSON.parse(text)
}
