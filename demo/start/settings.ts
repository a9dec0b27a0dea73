import path from 'node:path'
import { type Account, readAccount } from './account.ts'
import { StartError } from './problem.ts'

/** Where the demo runs and which CRM it talks to. */
export interface Settings {
  port: number
  crmPort: number
  /** Addresses for people, ending in a slash. */
  site: string
  /** Holds all that the demo stores. */
  directory: string
  account: Account
}

type Environment = Record<string, string | undefined>

/** `PORT`, `CRM_PORT` and `DEMO_DIRECTORY` from the environment, the account from `.dev.vars`. */
export function readSettings(environment: Environment, root: string): Settings {
  const port = readPort(environment, 'PORT', 8787)
  const crmPort = readPort(environment, 'CRM_PORT', 8788)
  if (port === crmPort) {
    throw new StartError(
      `PORT and CRM_PORT are both ${port}; the website and the CRM need one each.`,
    )
  }
  return {
    port,
    crmPort,
    site: `http://localhost:${port}/`,
    directory: path.resolve(root, environment['DEMO_DIRECTORY'] || '.demo'),
    account: readAccount(path.join(root, '.dev.vars'), crmPort),
  }
}

function readPort(environment: Environment, name: string, fallback: number): number {
  const text = environment[name]?.trim()
  if (!text) return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port >= 1 && port <= 65_535) return port
  throw new StartError(
    `${name} is "${text}"; use a number from 1 to 65535, for example ${name}=${fallback}.`,
  )
}
