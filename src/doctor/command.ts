import { parseArgs } from 'node:util'
import { normalizeOrigin } from '../edge/settings/origins.ts'
import { fail, type Result, succeed } from '../protocol/result.ts'
import { nearest } from './nearest.ts'

/** What was asked for. */
export type Command =
  | { kind: 'help' }
  | { kind: 'configuration'; where: Where }
  | { kind: 'edge'; edge: EdgeToCheck }
  | { kind: 'probe'; where: Where; isConfirmed: boolean }

/** Where the variables are read. */
export interface Where {
  config: string
  /** Name of an environment of `wrangler.jsonc`. */
  environment: string | undefined
}

export interface EdgeToCheck {
  url: URL
  writeKey: string | undefined
  /** Of the page that sends the events. */
  origin: string | undefined
}

const OPTIONS = {
  config: { type: 'string', default: 'wrangler.jsonc' },
  env: { type: 'string' },
  'write-key': { type: 'string' },
  origin: { type: 'string' },
  probe: { type: 'boolean', default: false },
  yes: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false, short: 'h' },
} as const

type Values = ReturnType<typeof parse>['values']

export const USAGE = `
Says whether things work, and what to fix. Ends with "tested" (exit code 0) or "mend: …" (1).

npm run doctor
  Checks the variables, and the account that they name: address, API keys, rights, the names in
  DEFAULTS and EVENTS, compulsory fields, activity type, app token, quota. Writes nothing.
    --config FILE     instead of wrangler.jsonc
    --env NAME        an environment of that file, and .dev.vars.NAME where there is one
  Variables are read from the file's vars, then .dev.vars, then the environment; the last one wins:
    FRESHSALES_API_KEY=… npm run doctor

npm run doctor -- https://your-edge.example --write-key KEY --origin https://www.acme.com
  Checks an edge that runs: health, script, write key and origin by an event that stays out of the
  CRM, and that strangers are refused.

npm run doctor -- --probe --yes
  Finds out how the account behaves where nothing is documented, and where it differs from the
  simulator. Makes records named "freshsales-edge doctor", and deletes them again. Without --yes it
  only says how many calls it would spend.
    --config, --env   as above

All of it can be tried on the simulator of npm start, which leaves your account alone:
  FRESHSALES_DOMAIN=http://localhost:8788 FRESHSALES_API_KEY=demo-api-key \\
    FRESHSALES_APP_TOKEN=demo-app-token npm run doctor -- --probe --yes
`

/** Reads what was typed after `npm run doctor --`. */
export function parseCommand(typed: readonly string[]): Result<Command> {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(typed)
  } catch (error) {
    return fail(explainOption(error))
  }
  const { values, positionals } = parsed
  const [address, second] = positionals
  if (values.help) return succeed({ kind: 'help' })
  if (second !== undefined) return fail(`One address at a time; "${second}" is a second one.`)
  if (address !== undefined) return edgeCommand(address, values)
  const lonely = (['write-key', 'origin'] as const).find((name) => values[name] !== undefined)
  if (lonely) return fail(`--${lonely} needs the address of the edge before it.`)
  const where = { config: values.config, environment: values.env }
  if (values.probe) return succeed({ kind: 'probe', where, isConfirmed: values.yes })
  return values.yes ? fail('--yes belongs to --probe.') : succeed({ kind: 'configuration', where })
}

/** Node's own sentence about an unknown option goes on about positional arguments. */
function explainOption(error: unknown): string {
  const { message } = error as Error
  const [known, name] = /^Unknown option '(-[^']+)'/.exec(message) ?? []
  if (known === undefined || name === undefined) return message
  const meant = nearest(
    name,
    Object.keys(OPTIONS).map((option) => `--${option}`),
  )
  return meant === undefined ? `${known}.` : `${known}. Did you mean ${meant}?`
}

function parse(typed: readonly string[]) {
  return parseArgs({ args: [...typed], options: OPTIONS, allowPositionals: true })
}

function edgeCommand(address: string, values: Values): Result<Command> {
  const strange = (['probe', 'yes'] as const).find((name) => values[name])
  if (strange) return fail(`--${strange} is about the account, not about an edge.`)
  // Node 20 has no `URL.parse`.
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (!url || !/^https?:$/.test(url.protocol))
    return fail(`"${address}" is no address; write https://your-edge.example`)
  const origin = values.origin === undefined ? undefined : normalizeOrigin(values.origin)
  if (values.origin !== undefined && origin === undefined)
    return fail(`--origin is scheme and host of a page: https://www.acme.com`)
  const writeKey = values['write-key']
  return succeed({ kind: 'edge', edge: { url: new URL(url.origin), writeKey, origin } })
}
