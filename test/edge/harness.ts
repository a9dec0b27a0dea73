import { reset, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test'
import { env, exports } from 'cloudflare:workers'
import { afterEach, beforeEach, vi } from 'vitest'
import type { Outbox } from '../../src/edge/outbox/outbox.ts'
import type { Visitors } from '../../src/edge/visitors/visitors.ts'
import { placeOf } from '../../src/edge/visitors/visitorsClient.ts'

/** Every outgoing call of the edge ends up at the simulator, whatever its host. */
const CRM = 'https://acme.myfreshworks.com'

export interface Records {
  contacts: CrmContact[]
  sales_accounts: CrmRecord[]
  deals: CrmRecord[]
  leads: CrmRecord[]
}

export interface CrmRecord {
  id: number
  [field: string]: unknown
}

export interface CrmContact extends CrmRecord {
  email: string
  custom_field: { [name: string]: unknown }
}

export interface CrmCall {
  method: string
  path: string
  status: number
  body: unknown
}

/** A clean outbox, a clean CRM and a clock that stands still. It stands in the future: the runtime's own would fire alarms of the past. */
export function useCleanEdge(start = Date.UTC(2040, 0, 12, 9)): void {
  beforeEach(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: start })
    await control('/simulator/reset', { method: 'POST' })
  })
  afterEach(async () => {
    vi.useRealTimers()
    await reset()
  })
}

const worker = (exports as unknown as { default: Fetcher }).default

let sequence = 0

/** Posts events as a server would, that may say anything; what they do not say is filled in. */
export const send = (...events: object[]) => post('demo-server-key', events)

/** Posts events as a page would, whose word is not taken for everything. */
export const sendFromPage = (...events: object[]) => post('demo-write-key', events)

/** Posts events with a test key. */
export const sendTest = (...events: object[]) => post('demo-test-key', events)

async function post(writeKey: string, events: object[]): Promise<Response> {
  const batch = events.map((event) => ({
    messageId: `test-${++sequence}`,
    timestamp: new Date().toISOString(),
    ...event,
  }))
  return worker.fetch('https://edge.acme.example/v1/batch', {
    method: 'POST',
    body: JSON.stringify({ batch, writeKey }),
  })
}

/** Gives the outbox other settings than the usual ones, for as long as it lives. */
export function configure(settings: { [variable: string]: string | object }): Promise<void> {
  return runInDurableObject(outbox(), (instance: Outbox) => {
    const open = instance as unknown as { env: object }
    open.env = { ...open.env, ...settings }
  })
}

/** Lets the outbox work until nothing is due any more at the present time. */
export async function drain(object = outbox()): Promise<void> {
  for (let turn = 0; turn < 1_000; turn++) {
    const alarm = await runInDurableObject(object, (_: Outbox, state) => state.storage.getAlarm())
    if (alarm === null || alarm > Date.now()) return
    await runDurableObjectAlarm(object)
  }
  throw new Error('the outbox does not come to rest')
}

/** Moves the clock on, and lets the outbox do what has become due meanwhile. */
export async function pass(milliseconds: number, object = outbox()): Promise<void> {
  const until = Date.now() + milliseconds
  for (;;) {
    await drain(object)
    const alarm = await runInDurableObject(object, (_: Outbox, state) => state.storage.getAlarm())
    if (alarm === null || alarm > until) break
    vi.setSystemTime(alarm)
  }
  vi.setSystemTime(until)
}

export const outbox = () => objectNamed('outbox')

/** The object that plans what test keys send. */
export const tests = () => objectNamed('outbox:tests')

function objectNamed(name: string): DurableObjectStub<Outbox> {
  return (env as unknown as { OUTBOX: DurableObjectNamespace<Outbox> }).OUTBOX.getByName(name)
}

/** The object that keeps a stranger. */
export function strangersOf(anonymousId: string): DurableObjectStub<Visitors> {
  const { VISITORS } = env as unknown as { VISITORS: DurableObjectNamespace<Visitors> }
  return VISITORS.getByName(`visitors:${placeOf(anonymousId)}`)
}

export async function control<Answer>(path: string, init?: RequestInit): Promise<Answer> {
  const response = await fetch(`${CRM}${path}`, init)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as Answer
}

export const records = () => control<Records>('/simulator/records')

/** The calls Freshsales got, oldest first, as `METHOD /path`. */
export async function calls(): Promise<string[]> {
  const { calls } = await control<{ calls: CrmCall[] }>('/simulator/calls')
  return calls.map(({ method, path }) => `${method} ${path.replace('/crm/sales/api', '')}`)
}

export const setFaults = (faults: object) =>
  control('/simulator/faults', { method: 'PUT', body: JSON.stringify(faults) })

export const setAccount = (settings: object) =>
  control('/simulator/settings', { method: 'PUT', body: JSON.stringify(settings) })

/** Rows of the outbox's own tables. */
export function rows<Row>(query: string, object = outbox()): Promise<Row[]> {
  return runInDurableObject(
    object,
    (_: Outbox, state) => state.storage.sql.exec(query).toArray() as Row[],
  )
}

/** An identify of the n-th of many people. */
export const person = (number: number, traits: object = {}) => ({
  type: 'identify',
  userId: `u-${number}`,
  traits: { email: `person${number}@acme.example`, firstName: `P${number}`, ...traits },
})

/** A sign-up on a page, in a browser of one's own. */
export const signUp = (email: string, traits: object = {}, more: object = {}) => ({
  type: 'identify',
  anonymousId: `browser of ${email}`,
  traits: { email, ...traits },
  ...more,
})

export const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index))

/** The addresses of the contacts in the CRM. */
export const emails = async () => (await records()).contacts.map(({ email }) => email)

export const outage = () => setFaults({ rules: [{ match: {}, answer: { status: 503 } }] })

export const recover = () => setFaults({ rules: [] })
