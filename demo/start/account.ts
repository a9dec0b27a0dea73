import { existsSync, readFileSync } from 'node:fs'
import { parseEnv } from 'node:util'
import { parseDomain, parseHost } from '../../src/freshsales/domain.ts'
import { API_KEY } from './credentials.ts'
import { StartError } from './problem.ts'

/** The CRM that the edge is pointed at. */
export interface Account {
  kind: 'simulator' | 'real'
  /** Where a person looks at it. */
  url: string
  /** Name of the folder for what is stored: events meant for one account never reach another. */
  storage: string
  /** The edge's variables that depend on it. */
  variables: Record<string, string>
}

/** The real account when `.dev.vars` names one, else the simulator. */
export function readAccount(file: string, crmPort: number): Account {
  const variables = readVariables(file)
  const { FRESHSALES_DOMAIN: domain, FRESHSALES_HOST: host, FRESHSALES_API_KEY: key } = variables
  if ((domain || host) && key) return realAccount(variables)
  if (!domain && !host && !key) return simulator(crmPort, variables)
  const [given, missing] = key
    ? ['FRESHSALES_API_KEY', 'FRESHSALES_DOMAIN']
    : [host ? 'FRESHSALES_HOST' : 'FRESHSALES_DOMAIN', 'FRESHSALES_API_KEY']
  throw new StartError(
    `.dev.vars has ${given} but no ${missing}. Add it to use your account, or empty both to use the simulator.`,
  )
}

function realAccount(variables: Record<string, string>): Account {
  const { FRESHSALES_DOMAIN: spelling = '', FRESHSALES_HOST: host } = variables
  const domain = host ? parseHost(host) : parseDomain(spelling)
  const name = host ? 'FRESHSALES_HOST' : 'FRESHSALES_DOMAIN'
  if (!domain.ok) throw new StartError(`.dev.vars: ${name} ${domain.reason}`)
  const url = new URL(domain.value.origin)
  return { kind: 'real', url: url.href, storage: url.hostname, variables }
}

function simulator(crmPort: number, variables: Record<string, string>): Account {
  return {
    kind: 'simulator',
    url: `http://localhost:${crmPort}/`,
    storage: 'simulator',
    variables: {
      ...variables,
      // A host in wrangler.jsonc would come before the simulator.
      FRESHSALES_HOST: '',
      FRESHSALES_DOMAIN: `http://127.0.0.1:${crmPort}`,
      FRESHSALES_API_KEY: API_KEY,
    },
  }
}

/** Only what has a value: `.dev.vars.example` copied and half filled in is a fine `.dev.vars`. */
function readVariables(file: string): Record<string, string> {
  if (!existsSync(file)) return {}
  const variables: Record<string, string> = {}
  for (const [name, value] of Object.entries(parseEnv(readFileSync(file, 'utf8')))) {
    if (value) variables[name] = value
  }
  return variables
}
