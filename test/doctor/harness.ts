import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { unstable_readConfig } from 'wrangler'
import { DEFAULT_CUSTOM_FIELDS } from '../../demo/freshsales/facts/customField.ts'
import { run } from '../../src/doctor/run.ts'
import { startWorkerd } from '../helpers/workerd.ts'

/** A simulated account on a port of its own. */
export interface TestAccount {
  url: string
  /** Empties it, and sets it up differently from how it starts. */
  set(settings: object): Promise<void>
  spoil(rules: readonly object[]): Promise<void>
  /** Makes a contact that is there before the doctor comes; answers its id. */
  add(email: string): Promise<number>
  /** Every call that arrived. */
  calls(): Promise<{ method: string; path: string; status: number | null }[]>
  /** Contacts, accounts, notes and activities that somebody would find there. */
  leftBehind(): Promise<string[]>
  stop(): Promise<void>
}

const FORM_FIELDS = [
  { name: 'cf_message', label: 'Message', type: 'textarea' },
  { name: 'cf_website', label: 'Website', type: 'text' },
] as const

/** The account has a field for all that forms send. */
const FOR_FORMS = {
  contact: [...DEFAULT_CUSTOM_FIELDS.contact, ...FORM_FIELDS],
  lead: [...DEFAULT_CUSTOM_FIELDS.lead, ...FORM_FIELDS],
}

export async function startAccount(): Promise<TestAccount> {
  const directory = temporaryDirectory()
  const worker = await startWorkerd({
    script: '.demo/freshsales.js',
    directory,
    variables: {},
    objects: { ACCOUNT: 'Account' },
  })
  const control = async (method: string, name: string, body?: object): Promise<unknown> => {
    const request = body === undefined ? { method } : { method, body: JSON.stringify(body) }
    const response = await fetch(`${worker.url}/simulator/${name}`, request)
    if (!response.ok) throw new Error(`The simulator says: ${await response.text()}`)
    return response.json()
  }
  return {
    url: worker.url,
    async set(settings) {
      await control('POST', 'reset')
      await control('PUT', 'settings', { customFields: FOR_FORMS })
      await control('PUT', 'settings', settings)
    },
    spoil: async (rules) => void (await control('PUT', 'faults', { rules })),
    async add(email) {
      const response = await fetch(`${worker.url}/crm/sales/api/contacts`, {
        method: 'POST',
        headers: {
          authorization: 'Token token=demo-api-key',
          'content-type': 'application/json',
        },
        body: JSON.stringify({ contact: { emails: email } }),
      })
      const { contact } = (await response.json()) as { contact: { id: number } }
      return contact.id
    },
    calls: async () => {
      const { calls } = (await control('GET', 'calls')) as { calls: never[] }
      return calls
    },
    leftBehind: async () => findAlive(await control('GET', 'records')),
    stop: async () => {
      await worker.kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}

/** What tracking saw and what the recycle bin holds cannot be deleted by anybody. */
function findAlive(records: unknown): string[] {
  const kinds = [
    'contacts',
    'sales_accounts',
    'deals',
    'leads',
    'notes',
    'sales_activities',
    'tasks',
  ]
  return kinds.flatMap((kind) => {
    const list = (records as Record<string, { id: number; is_deleted?: boolean }[]>)[kind] ?? []
    return list.filter(({ is_deleted }) => !is_deleted).map(({ id }) => `${kind} ${id}`)
  })
}

export interface Visit {
  /** Under `vars` in wrangler.jsonc. */
  vars?: object
  /** In `.dev.vars`. */
  secrets?: Record<string, string>
  /** More of wrangler.jsonc. */
  wrangler?: object
  environment?: Record<string, string>
  arguments?: string[]
}

/** What a person sees. */
export interface Diagnosis {
  code: number
  text: string
  /** The last line. */
  verdict: string
}

/** As the product's own `wrangler.jsonc` binds the Worker. */
const { durable_objects, ratelimits } = unstable_readConfig(
  { config: 'wrangler.jsonc' },
  { hideWarnings: true },
)
export const BOUND = { durable_objects, ratelimits }

/** Runs the doctor in a directory with these files. */
export async function visitDoctor(visit: Visit = {}): Promise<Diagnosis> {
  const directory = temporaryDirectory()
  const { vars = {}, secrets = {}, wrangler = {} } = visit
  const config = { name: 'edge', compatibility_date: '2026-11-01', ...BOUND, vars, ...wrangler }
  writeFileSync(path.join(directory, 'wrangler.jsonc'), `// the edge\n${JSON.stringify(config)}`)
  const lines = Object.entries(secrets).map(([name, value]) => `${name}='${value}'\n`)
  writeFileSync(path.join(directory, '.dev.vars'), lines.join(''))
  let text = ''
  const code = await run({
    arguments: visit.arguments ?? [],
    environment: visit.environment ?? {},
    directory,
    isTerminal: false,
    write: (part) => {
      text += part
    },
    takeInterrupts: () => new AbortController().signal,
  })
  rmSync(directory, { recursive: true, force: true })
  return { code, text, verdict: text.trimEnd().split('\n').at(-1) ?? '' }
}

/** All that an account needs to be tested. */
export function goodVars(account: { url: string }): Record<string, unknown> {
  return {
    FRESHSALES_DOMAIN: account.url,
    WRITE_KEYS: { wk_site: 'Website' },
    ALLOWED_ORIGINS: ['https://www.acme.example'],
  }
}

export const GOOD_SECRETS = {
  FRESHSALES_API_KEY: 'demo-api-key',
  ADMIN_TOKEN: 'a-token-for-the-console',
}

function temporaryDirectory(): string {
  return mkdtempSync(path.join(tmpdir(), 'doctor-'))
}
