/** `npm run test:clients`: `freshworks-api`, as it is published, does all it can against the simulator. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type { JsonObject } from '../../src/protocol/event.ts'
import { startWorkerd } from '../helpers/workerd.ts'

type Ask = object | string | number
type Client = { [operation: string]: (ask: Ask) => Promise<JsonObject | JsonObject[] | undefined> }

/** What the client is asked for, in this order; `@account` is the id of the account that was made. */
const OPERATIONS: readonly [operation: string, ask: Ask, answers: JsonObject][] = [
  ['createAccount', { name: 'Acme' }, { name: 'Acme' }],
  ['updateAccount', { id: '@account', name: 'Acme Holding' }, { name: 'Acme Holding' }],
  [
    'createContact',
    {
      firstName: 'Ann',
      lastName: 'Lee',
      mobileNumber: '+1 555 0100',
      jobTitle: 'CTO',
      email: 'ann@acme.example',
      salesAccountId: '@account',
    },
    { first_name: 'Ann', last_name: 'Lee', job_title: 'CTO', email: 'ann@acme.example' },
  ],
  ['getContact', '@contact', { first_name: 'Ann', mobile_number: '+1 555 0100' }],
  ['updateContact', { id: '@contact', jobTitle: 'CEO' }, { first_name: 'Ann', job_title: 'CEO' }],
  [
    'createDeal',
    { name: 'Pro', amount: 5, sales_account_id: '@account', contactId: '@contact' },
    { name: 'Pro' },
  ],
  ['getDeal', '@deal', { name: 'Pro' }],
  ['updateDeal', { id: '@deal', name: 'Pro plus', amount: 7 }, { name: 'Pro plus' }],
  [
    'createNote',
    { description: 'Called', targetableId: '@contact', targetableType: 'Contact' },
    { description: 'Called' },
  ],
  ['searchForContacts', 'ann@acme.example', { name: 'Ann Lee' }],
  ['searchForAccounts', 'Holding', { name: 'Acme Holding' }],
  ['searchForDeals', 'plus', { name: 'Pro plus' }],
]

const directory = mkdtempSync(path.join(import.meta.dirname, 'node_modules/.freshworks-'))
const simulator = await startWorkerd({
  script: '.demo/freshsales.js',
  directory,
  variables: {},
  objects: { ACCOUNT: 'Account' },
})
const ids: { [name: string]: unknown } = {}
let failures = 0

try {
  const client = createClient(simulator.url)
  for (const [operation, ask, expected] of OPERATIONS) {
    try {
      const answer = await client[operation]?.(withIds(ask))
      const record = recordIn(answer)
      for (const [field, value] of Object.entries(expected))
        if (record[field] !== value)
          throw new Error(
            `${field} is ${JSON.stringify(record[field])} in ${JSON.stringify(answer)}`,
          )
      const [, made] = /^create(\w+)/.exec(operation) ?? []
      if (made) ids[`@${made.toLowerCase()}`] = record['id']
      console.log(`✓ ${operation}`)
    } catch (error) {
      failures += 1
      console.error(`✗ ${operation}: ${error instanceof Error ? error.message : error}`)
    }
  }
} finally {
  await simulator.kill()
  rmSync(directory, { recursive: true, force: true })
}
console.log(failures === 0 ? 'all as expected' : `${failures} not as expected`)
process.exitCode = failures === 0 ? 0 : 1

/** Its base is led to the simulator; all else is as it was published. */
function createClient(base: string): Client {
  const FreshWorksCrm = createRequire(import.meta.url)('freshworks-api') as {
    new (options: object): Client
  }
  const client = new FreshWorksCrm({ authToken: 'token=demo-api-key' })
  Object.defineProperty(client, 'apiBaseUrl', { value: `${base}/crm/sales/api/` })
  return client
}

function withIds(ask: Ask): Ask {
  return JSON.parse(
    JSON.stringify(ask).replace(/"(@\w+)"/g, (_, name: string) => JSON.stringify(ids[name])),
  ) as Ask
}

/** The client prints what is refused, and answers nothing. */
function recordIn(answer: JsonObject | JsonObject[] | undefined): JsonObject {
  const record = Array.isArray(answer) ? answer[0] : Object.values(answer ?? {})[0]
  if (record === undefined) throw new Error('refused')
  return record as JsonObject
}
