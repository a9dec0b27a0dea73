import { randomInt } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Call } from '../../freshsales/api/call.ts'
import { ThrottledError } from '../../freshsales/api/errors.ts'
import { upsertContact } from '../../freshsales/api/request.ts'
import type { JsonObject } from '../../protocol/event.ts'
import type { ProbeAccount } from './account.ts'
import { createRubbish } from './rubbish.ts'
import { createWitness, type Exchange, recordIn } from './witness.ts'

/** Where questions are asked: it names the throw-away records, counts the calls and cleans up. */
export interface Laboratory {
  hasAppToken: boolean
  /** Sends one call; whatever record it answers is deleted later. */
  send(call: Call): Promise<Exchange>
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
  /** Makes a contact and answers it. */
  makeContact(fields?: JsonObject): Promise<JsonObject>
  /** A contact that came about on the side is found, and deleted later. */
  claim(email: string): Promise<Exchange>
  wait(milliseconds: number): Promise<void>
}

export interface LaboratoryWithKeys extends Laboratory {
  /** Deletes all records; answers those that are still there. */
  cleanUp(): Promise<string[]>
  spent(): number
}

/** Known to nobody. */
const WRONG = 'freshsales-edge-doctor-wrong-key'

export const LAST_NAME = 'freshsales-edge doctor (delete me)'

/** Values of compulsory fields. */
export interface Fillings {
  contact: JsonObject
  account: JsonObject
}

export interface LaboratoryOptions {
  account: ProbeAccount
  fillings: Fillings
  signal: AbortSignal
}

export function createLaboratory({
  account,
  fillings,
  signal,
}: LaboratoryOptions): LaboratoryWithKeys {
  const witness = createWitness(account)
  const stranger = createWitness({ ...account, apiKey: WRONG, appToken: WRONG })
  const run = randomInt(36 ** 5, 36 ** 6).toString(36)
  let records = 0
  let spent = 0

  async function spend(send: typeof witness, call: Call): Promise<Exchange> {
    spent += 1
    const exchange = await send(call)
    if (exchange.error instanceof ThrottledError) throw exchange.error
    return exchange
  }

  const rubbish = createRubbish((call) => spend(witness, call))

  async function send(call: Call): Promise<Exchange> {
    signal.throwIfAborted()
    const exchange = await spend(witness, call).catch((error) => {
      rubbish.suspect(call)
      throw error
    })
    rubbish.notice(call, exchange)
    return exchange
  }

  const name = () => `freshsales-edge doctor ${run} ${++records} (delete me)`
  const email = () => rubbish.owns(`freshsales-edge-doctor+${run}-${++records}@example.com`)

  const contact = { ...fillings.contact, last_name: LAST_NAME }

  return {
    contact,
    account: fillings.account,
    hasAppToken: account.appToken !== undefined,
    send,
    sendAsStranger: (call) => spend(stranger, call),
    email,
    name,
    // No country has the code 999: an upsert by this number can find nobody.
    mobileNumber: () => `+999${randomInt(10 ** 10, 10 ** 11)}`,
    async makeContact(fields = {}) {
      const emails = email()
      const all = { ...contact, emails, ...fields }
      const exchange = await send(upsertContact({ email: emails, contact: all }))
      if (exchange.error) throw exchange.error
      return recordIn(exchange, 'contact')
    },
    claim: (address) => send(upsertContact({ email: address, contact: {} })),
    wait: (milliseconds) => sleep(milliseconds, undefined, { signal }),
    cleanUp: () => rubbish.remove(),
    spent: () => spent,
  }
}
