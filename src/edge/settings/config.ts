import type { Domain } from '../../freshsales/domain.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Env } from '../env.ts'
import { readSetting } from './setting.ts'
import { settingNamed, VARIABLES, type Values, type Variable } from './settings.ts'
import { JURISDICTIONS } from './tables/operationSettings.ts'

/** What two settings make together. */
interface Combined {
  readonly domain: Domain
  /** The key in use, and the one that will replace it. */
  readonly apiKeys: readonly string[]
  /** Empty: signed identities are not used. */
  readonly identitySecrets: readonly string[]
}

type Parts =
  | 'namedDomain'
  | 'ownHost'
  | 'apiKey'
  | 'nextApiKey'
  | 'identitySecret'
  | 'nextIdentitySecret'

/** The settings, checked and frozen. What each means stands beside it in `settings/tables/`. */
export interface Config extends Omit<Values, Parts>, Combined {}

/** Reads the settings; a failure names the variable and says what to do. */
export function parseConfig(env: Env): Result<Config> {
  const known = parsed.get(env)
  if (known) return known
  const result = readConfig(env)
  parsed.set(env, result)
  return result
}

/** Once per isolate: the runtime hands the same `env` to every request. A memo, so not state. */
const parsed = new WeakMap<Env, Result<Config>>()

function readConfig(env: Env): Result<Config> {
  const [fault] = findConfigFaults(env)
  if (fault !== undefined) return fail(fault)
  return succeed(Object.freeze(combine(readAll(env).values)))
}

/** Every fault of the settings, for the doctor, which names them all at once. */
export function findConfigFaults(env: Env): string[] {
  const { values, faults } = readAll(env)
  // Faults between two settings show only once each of them can be read.
  return faults.length > 0 ? faults : findContradictions(values)
}

function readAll(env: Env): { values: Values; faults: string[] } {
  const values: Record<string, unknown> = {}
  const faults: string[] = []
  for (const name of VARIABLES) {
    const setting = settingNamed(name)
    const result = readSetting(name, setting, (each) => env[each as Variable])
    if (result.ok) values[setting.field] = result.value
    else faults.push(`${name}: ${result.reason}`)
  }
  return { values: values as unknown as Values, faults }
}

function findContradictions({ timeline, appToken, jurisdiction, region }: Values): string[] {
  const faults: string[] = []
  if (timeline === 'tracking' && appToken === undefined)
    faults.push('FRESHSALES_APP_TOKEN: is missing, and TIMELINE=tracking needs it')
  const within: readonly string[] | undefined = jurisdiction && JURISDICTIONS[jurisdiction]
  if (region !== undefined && within && !within.includes(region))
    faults.push(
      `REGION: ${region} is outside JURISDICTION=${jurisdiction}; write ${within.join(' or ')}, or leave it out`,
    )
  return faults
}

function combine(values: Values): Config {
  const { namedDomain, ownHost, apiKey, nextApiKey, identitySecret, nextIdentitySecret, ...rest } =
    values
  return {
    ...rest,
    domain: (ownHost ?? namedDomain) as Domain, // one of them is required
    apiKeys: present(apiKey, nextApiKey),
    identitySecrets: present(identitySecret, nextIdentitySecret),
  }
}

function present(...secrets: (string | undefined)[]): string[] {
  return secrets.filter((secret) => secret !== undefined)
}
