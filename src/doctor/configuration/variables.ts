import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import type { Env } from '../../edge/env.ts'
import { isWritten } from '../../edge/settings/setting.ts'
import { isVariable, VARIABLES, type Variable } from '../../edge/settings/settings.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Where } from '../command.ts'

/** The variables as the Worker would get them, and where each was found. */
export interface Variables {
  env: Env
  foundIn: ReadonlyMap<Variable, string>
  /** In a file of ours, by a name that nothing reads. */
  unknown: readonly { name: string; place: string }[]
}

/** Pure: a later place overrules an earlier one; what is empty there says nothing. */
export function gatherVariables(places: readonly Place[]): Variables {
  const values: Partial<Record<Variable, unknown>> = {}
  const foundIn = new Map<Variable, string>()
  for (const name of VARIABLES) {
    const place = places.findLast(({ variables }) => isWritten(variables[name]))
    if (place === undefined) continue
    values[name] = place.variables[name]
    foundIn.set(name, place.name)
  }
  const files = places.filter(({ isFile }) => isFile)
  const unknown = files.flatMap(({ name: place, variables }) =>
    Object.keys(variables)
      .filter((name) => !isVariable(name))
      .map((name) => ({ name, place })),
  )
  // The bindings are the runtime's; whoever reads the settings does not touch them.
  return { env: values as unknown as Env, foundIn, unknown }
}

/** Somewhere that variables are written. */
export interface Place {
  /** `wrangler.jsonc`, `.dev.vars`, `the environment`. */
  name: string
  variables: Readonly<Record<string, unknown>>
  isFile: boolean
}

/** The places, in the order in which a later one overrules an earlier one. */
export async function readPlaces(
  { config, environment }: Where,
  {
    directory,
    processEnvironment,
  }: { directory: string; processEnvironment: Readonly<Record<string, string | undefined>> },
): Promise<Result<Place[]>> {
  const file = path.resolve(directory, config)
  const vars = await readVars(file, environment)
  if (!vars.ok) return fail(`${config}: ${vars.reason}`)
  return succeed([
    { name: config, variables: vars.value, isFile: true },
    readSecrets(path.dirname(file), environment),
    { name: 'the environment', variables: processEnvironment, isFile: false },
  ])
}

/** Read as Wrangler reads it, with its comments, its defaults and its environments. */
async function readVars(
  file: string,
  environment: string | undefined,
): Promise<Result<Record<string, unknown>>> {
  if (!existsSync(file)) return fail('there is no such file here')
  // Wrangler would tell about its findings in a format of its own.
  process.env['WRANGLER_LOG'] = 'none'
  const { unstable_readConfig } = await import('wrangler')
  try {
    const named = environment === undefined ? {} : { env: environment }
    const config = unstable_readConfig({ config: file, ...named }, { hideWarnings: true })
    const { definedEnvironments = [] } = config
    // Wrangler itself would go on with the general settings.
    if (environment !== undefined && !definedEnvironments.includes(environment))
      return fail(
        `has no environment "${environment}"; it has ${definedEnvironments.join(', ') || 'none'}`,
      )
    return succeed(config.vars)
  } catch (error) {
    return fail(error instanceof Error ? error.message.trim() : String(error))
  }
}

/** As `wrangler dev` does it: the file of the environment takes the place of the general one. */
function readSecrets(directory: string, environment: string | undefined): Place {
  const names =
    environment === undefined ? ['.dev.vars'] : [`.dev.vars.${environment}`, '.dev.vars']
  const name = names.find((each) => existsSync(path.join(directory, each))) ?? '.dev.vars'
  const file = path.join(directory, name)
  const variables = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return { name, variables, isFile: true }
}
