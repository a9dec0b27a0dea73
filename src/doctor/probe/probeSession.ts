import { randomInt } from 'node:crypto'
import type { Call } from '../../freshsales/api/call.ts'
import { upsertContact } from '../../freshsales/api/request.ts'
import type { CatalogEntry } from '../../freshsales/resolve/catalog.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { WRONG_KEY } from '../account/checkKeys.ts'
import {
  type Access,
  createRecordingClient,
  type Exchange,
  FailedExchange,
  recordIn,
} from '../recordingClient.ts'
import { createCleanup } from './createCleanup.ts'

/** What questions are asked with: it names the throw-away records, counts the calls and cleans up. */
export interface ProbeSession {
  hasAppToken: boolean
  /** Sends one call, on request altered; whatever record comes back is deleted later. */
  send(call: Call, alter?: Access['alter']): Promise<Exchange>
  /** The same with credentials that are wrong. */
  sendAsStranger(call: Call): Promise<Exchange>
  /** An address that nobody has. */
  email(): string
  /** A mobile number that nobody has. */
  mobileNumber(): string
  /** A name that nobody has, and that says what the record is. */
  name(): string
  /** What a contact of the doctor has, besides its address. */
  contact: JsonObject
  /** What an account of the doctor has, besides its name. */
  account: JsonObject
  /** What a deal of the doctor has, besides its name. */
  deal: JsonObject
  /** Makes a contact and returns it. */
  makeContact(fields?: JsonObject): Promise<JsonObject>
  /** A contact that came about on the side is found, and deleted later. */
  claim(email: string): Promise<Exchange>
}

/** For who began it. */
export interface ProbeSessionToEnd extends ProbeSession {
  /** Deletes all records; returns those that are still there. */
  cleanUp(): Promise<string[]>
  spent(): number
}

export const LAST_NAME = 'freshsales-edge doctor (delete me)'

export interface ProbeSessionOptions {
  account: Access
  required: RequiredValues
  signal: AbortSignal
}

export function createProbeSession({
  account,
  required,
  signal,
}: ProbeSessionOptions): ProbeSessionToEnd {
  const client = createRecordingClient(account)
  const stranger = createRecordingClient({ ...account, apiKey: WRONG_KEY, appToken: WRONG_KEY })
  const run = randomInt(36 ** 5, 36 ** 6).toString(36)
  let records = 0
  let spent = 0

  function spend(call: Call, by = client): Promise<Exchange> {
    spent += 1
    return by.exchange(call)
  }

  const cleanup = createCleanup((call) => spend(call))

  async function send(call: Call, alter?: Access['alter']): Promise<Exchange> {
    signal.throwIfAborted()
    const by = alter ? createRecordingClient({ ...account, alter }) : client
    const exchange = await spend(call, by).catch((error) => {
      cleanup.suspect(call)
      throw error
    })
    cleanup.notice(call, exchange)
    return exchange
  }

  const name = () => `freshsales-edge doctor ${run} ${++records} (delete me)`
  const email = () => cleanup.owns(`freshsales-edge-doctor+${run}-${++records}@example.com`)

  const contact = { ...required.contact, last_name: LAST_NAME }

  return {
    contact,
    account: required.account,
    deal: required.deal,
    hasAppToken: account.appToken !== undefined,
    send,
    sendAsStranger: (call) => spend(call, stranger),
    email,
    name,
    // No country has the code 999: an upsert by this number can find nobody.
    mobileNumber: () => `+999${randomInt(10 ** 10, 10 ** 11)}`,
    async makeContact(fields = {}) {
      const emails = email()
      const all = { ...contact, emails, ...fields }
      const exchange = await send(upsertContact({ email: emails, contact: all }))
      if (exchange.error) throw new FailedExchange(exchange.error, exchange)
      return recordIn(exchange, 'contact')
    },
    claim: (address) => send(upsertContact({ email: address, contact: {} })),
    cleanUp: () => cleanup.remove(),
    spent: () => spent,
  }
}

/** Values of compulsory fields. */
export interface RequiredValues {
  contact: JsonObject
  account: JsonObject
  deal: JsonObject
}

/** Fields that every record of the doctor has anyway. */
const GIVEN = new Set(['emails', 'email', 'last_name', 'name', 'amount', 'sales_account_id'])

const BY_TYPE: { readonly [type: string]: Json } = {
  number: 1,
  decimal: 1,
  currency: 1,
  checkbox: true,
  date: '2030-01-01',
  date_time_split: '2030-01-01T00:00:00Z',
}

/** A value for each field that an admin made compulsory, without which no record could be made. Pure. */
export function fillRequired(fields: readonly CatalogEntry[]): JsonObject {
  const needed = fields.filter(({ name, required }) => required === true && !GIVEN.has(name))
  const plain = needed.filter(({ name }) => !name.startsWith('cf_'))
  const custom = needed.filter(({ name }) => name.startsWith('cf_'))
  return {
    ...Object.fromEntries(plain.map((field) => [field.name, valueFor(field, 'id')])),
    ...(custom.length > 0 && {
      custom_field: Object.fromEntries(
        custom.map((field) => [field.name, valueFor(field, 'value')]),
      ),
    }),
  }
}

/** Freshsales' own fields take the id of a choice, custom ones its text. */
function valueFor({ name, type, choices }: CatalogEntry, chosenBy: 'id' | 'value'): Json {
  const [choice] = choices ?? []
  if (choice !== undefined) return choice[chosenBy]
  if (name === 'website') return 'https://example.com'
  return BY_TYPE[type ?? ''] ?? 'doctor'
}
