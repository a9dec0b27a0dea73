import {
  ADDRESS_VARIABLE,
  type ExpectOptions,
  expectLead,
  expectNoLead,
} from './lead/expectLead.ts'
import type { Contact, Lead } from './lead/lead.ts'
import { openTestServer, type TestServerOptions, TOLD_AT } from './server/openTestServer.ts'

/** A test server, and what can be asked of it. */
export interface TestServer {
  /** The edge: `<script src="${url}/sdk.js" …>`, or `endpoint: url`. */
  url: string
  writeKey: string
  /** The simulated CRM: a page for people, and its API. */
  crmUrl: string
  /** Opens the console, at `/console` of the edge. */
  adminToken: string
  /** As the function of that name does, of this server. */
  expectLead(lead: Lead, options?: Omit<ExpectOptions, 'server'>): Promise<Contact>
  /** As the function of that name does, of this server. */
  expectNoLead(lead?: Lead, options?: Omit<ExpectOptions, 'server'>): Promise<void>
  /** Edge and CRM forget everything; addresses stay. Takes a quarter of a second. */
  reset(): Promise<void>
  stop(): Promise<void>
}

/** Starts edge and CRM; from now on `expectLead` looks there, also in processes that this one starts. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { url: server, told, close } = await openTestServer(options)
  const { writeKey, crmUrl, adminToken } = told
  process.env[ADDRESS_VARIABLE] = server
  return {
    url: server,
    writeKey,
    crmUrl,
    adminToken,
    expectLead: (lead, given) => expectLead(lead, { ...given, server }),
    expectNoLead: (lead, given) => expectNoLead(lead, { ...given, server }),
    async reset() {
      const answer = await fetch(`${server}${TOLD_AT}/reset`, { method: 'POST' })
      if (!answer.ok) throw new Error(`The test server did not start again: ${answer.status}`)
    },
    async stop() {
      if (process.env[ADDRESS_VARIABLE] === server) delete process.env[ADDRESS_VARIABLE]
      await close()
    },
  }
}
