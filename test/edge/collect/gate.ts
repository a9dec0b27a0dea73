import type { AdmittedEvent } from '../../../src/edge/collect/admission.ts'
import type { Env } from '../../../src/edge/env.ts'
import { handle } from '../../../src/edge/handle.ts'
import type { AppendRequest, OutboxDoor } from '../../../src/edge/outboxDoor.ts'

export const EDGE = 'https://edge.acme.example'
export const SITE = 'https://www.acme.example'

/** Signs identities in these tests. */
export const IDENTITY_SECRET = 'a secret of the tests, long enough to be one'

const settings: Omit<Env, 'OUTBOX'> = {
  FRESHSALES_DOMAIN: 'acme.myfreshworks.com',
  FRESHSALES_API_KEY: 'the-api-key-of-freshsales',
  WRITE_KEYS: { wk_site: 'Website', sk_server: { source: 'Server', trusted: true } },
  ALLOWED_ORIGINS: [SITE],
}

export interface GateOptions {
  env?: Partial<Env>
  outbox?: Partial<OutboxDoor>
}

/** The edge in front of an outbox that only remembers what it was given. */
export function openGate({ env, outbox }: GateOptions = {}) {
  const appended: AppendRequest[] = []
  const double: OutboxDoor = {
    async append(request) {
      appended.push(request)
      return { stored: true }
    },
    status: async () => ({ ok: true, degraded: [], oldestWaitingSeconds: 0 }),
    lease: async () => true,
    offer: async () => undefined,
    isInhabited: async () => false,
    refuseWebhook: async () => undefined,
    operate: () => Promise.reject(new Error('The gate has no operator.')),
    appendTest: async () => ({ stored: true }),
    testDeliveries: async () => [],
    forTests: async () => ({ lists: [], newestDelivery: 0 }),
    ...outbox,
  }
  const gateEnv: Env = { ...settings, OUTBOX: { getByName: () => double }, ...env }
  const ask = (path: string, init?: RequestInit) => handle(new Request(EDGE + path, init), gateEnv)
  return {
    appended,
    ask,
    /** The events that were stored, in order. */
    stored: () =>
      appended.flatMap(({ events }) => JSON.parse(events) as (AdmittedEvent & Stored)[]),
    async post(path: string, body: unknown, headers: Record<string, string> = {}) {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      return read(await ask(path, { method: 'POST', body: text, headers }))
    },
  }
}

/** What tests look at, whatever the type of the event. */
export interface Stored {
  traits?: Record<string, unknown>
  properties?: Record<string, unknown>
  context: Record<string, unknown>
}

export interface Answer {
  status: number
  headers: Headers
  text: string
  body: {
    success: boolean
    accepted: number
    rejected: { index: number; messageId?: string; reason: string }[]
    error: { code: string; message: string }
  }
}

export async function read(response: Response): Promise<Answer> {
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: text === '' ? {} : JSON.parse(text),
  } as Answer
}

/** A batch of a browser's write key. */
export function batch(...events: unknown[]) {
  return { writeKey: 'wk_site', batch: events }
}

export const identify = { type: 'identify', userId: '42', traits: { email: 'ann@acme.example' } }
export const track = { type: 'track', anonymousId: 'a1', event: 'Signed Up' }
