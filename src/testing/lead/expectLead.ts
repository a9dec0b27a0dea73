import { setTimeout as wait } from 'node:timers/promises'
import { findDifferences } from './differences.ts'
import { gatherEvidence, readContacts, readTold } from './evidence.ts'
import { explain } from './explain.ts'
import type { Contact, Lead } from './lead.ts'

export interface ExpectOptions {
  /** Milliseconds. */
  within?: number
  /** Address of the test server. Default: the one that this process started, else FRESHSALES_EDGE_TEST_SERVER. */
  server?: string
}

/** A lead is in the CRM a second or two after the page took the form; a busy machine takes longer. */
const LEAD_WITHIN_MS = 10_000

/** Long enough for one that should not come to come. */
const NO_LEAD_WITHIN_MS = 2_000

const LOOK_EVERY_MS = 50

/** Thrown where a lead did not come, or came although none should. */
export class LeadError extends Error {
  override readonly name = 'LeadError'
}

/** The contact, as soon as the CRM has it as expected; else an error that says what did arrive. */
export async function expectLead(lead: Lead, options: ExpectOptions = {}): Promise<Contact> {
  const error = errorFrom(expectLead)
  const { within = LEAD_WITHIN_MS, server = testServerAddress() } = options
  const found = await look(lead, { server, until: Date.now() + within })
  if (found) return found
  const evidence = await gatherEvidence(server)
  error.message = `No contact with ${describe(lead)} came within ${seconds(within)}.\n${explain(lead, evidence)}`
  throw error
}

/** Fails as soon as the CRM has such a contact; by the end, nothing may be on its way to it either. */
export async function expectNoLead(lead: Lead = {}, options: ExpectOptions = {}): Promise<void> {
  const error = errorFrom(expectNoLead)
  const { within = NO_LEAD_WITHIN_MS, server = testServerAddress() } = options
  const found =
    (await look(lead, { server, until: Date.now() + within })) ??
    (await lookUntilQuiet(lead, server))
  if (!found) return
  error.message = `A contact with ${describe(lead)} came, and none should have: ${JSON.stringify(found.email)}, contact ${found.id}.`
  throw error
}

/** Made before anything is waited for, so that its stack begins where the test called. */
function errorFrom(called: typeof expectLead | typeof expectNoLead): LeadError {
  const error = new LeadError()
  Error.captureStackTrace(error, called)
  return error
}

interface Look {
  server: string
  /** Epoch milliseconds. */
  until: number
}

async function look(lead: Lead, { server, until }: Look): Promise<Contact | undefined> {
  const { crmUrl } = await readTold(server)
  const email = typeof lead.email === 'string' ? lead.email : undefined
  for (;;) {
    const contacts = await readContacts(crmUrl, email)
    const found = contacts.find((contact) => findDifferences(lead, contact).length === 0)
    if (found || Date.now() >= until) return found
    await wait(LOOK_EVERY_MS)
  }
}

/** As long as the edge has something to deliver, and at most as long as a lead may take. */
async function lookUntilQuiet(lead: Lead, server: string): Promise<Contact | undefined> {
  const giveUp = Date.now() + LEAD_WITHIN_MS
  for (;;) {
    const { requests, newContacts, changes } = (await gatherEvidence(server)).overview.backlog
    const isQuiet = [requests, newContacts, changes].every(({ count }) => count === 0)
    const found = await look(lead, { server, until: 0 })
    if (found || isQuiet || Date.now() > giveUp) return found
    await wait(LOOK_EVERY_MS)
  }
}

/** Where `startTestServer` leaves its address, for this process and those that it starts. */
export const ADDRESS_VARIABLE = 'FRESHSALES_EDGE_TEST_SERVER'

function testServerAddress(): string {
  const address = process.env[ADDRESS_VARIABLE]
  if (address) return address.replace(/\/$/, '')
  throw new LeadError(
    `There is no test server here: call startTestServer() first, or set ${ADDRESS_VARIABLE} to the address of one.`,
  )
}

const describe = (lead: Lead): string =>
  JSON.stringify(lead, (_, value) => (value instanceof RegExp ? String(value) : value))

const seconds = (ms: number): string => `${ms / 1000} s`
