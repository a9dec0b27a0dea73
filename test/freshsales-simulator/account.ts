import { SELF } from 'cloudflare:test'
import type { JsonObject } from '../../src/protocol/event.ts'

/** Deep reading of answers without a type for each of them. */
// biome-ignore lint/suspicious/noExplicitAny: answers are looked at field by field, and a wrong path fails the test
export type Body = any

export interface Reply {
  status: number
  headers: Headers
  body: Body
}

const HEADERS = {
  accept: 'application/json',
  authorization: 'Token token=demo-api-key',
  'content-type': 'application/json',
}

/** One call as a client makes it: `call('POST', '/contacts/upsert', {…})`. */
export async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: { [name: string]: string } = {},
): Promise<Reply> {
  return send(`/crm/sales/api${path}`, method, body, headers)
}

export async function send(
  path: string,
  method = 'GET',
  body?: unknown,
  headers: { [name: string]: string } = {},
): Promise<Reply> {
  const response = await SELF.fetch(`https://acme.myfreshworks.com${path}`, {
    method,
    redirect: 'manual',
    headers: { ...HEADERS, ...headers },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, headers: response.headers, body: parsed(text) }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const settings = (change: JsonObject) => send('/simulator/settings', 'PUT', change)
export const faults = (...rules: JsonObject[]) => send('/simulator/faults', 'PUT', { rules })
export const reset = () => send('/simulator/reset', 'POST')

export const upsert = (email: string, contact: JsonObject = {}) =>
  call('POST', '/contacts/upsert', { unique_identifier: { emails: email }, contact })

/** The id of a new contact. */
export async function contactId(email: string): Promise<number> {
  const { body } = await upsert(email)
  return body.contact.id
}

/** The id of the account with this name, which is made if there is none. */
export async function accountId(name: string): Promise<number> {
  const { body } = await call('POST', '/sales_accounts/upsert', {
    unique_identifier: { name },
    sales_account: { name },
  })
  return body.sales_account.id
}
