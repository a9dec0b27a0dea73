import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseEnv } from 'node:util'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Where } from '../command.ts'

/** Somewhere that variables are written. */
export interface Place {
  /** `wrangler.jsonc`, `.dev.vars`, `the environment`. */
  name: string
  variables: Readonly<Record<string, unknown>>
  isFile: boolean
}

/** What is written for a Worker. */
export interface Written {
  /** In the order in which a later one overrules an earlier one. */
  places: Place[]
  /** Names of what `wrangler.jsonc` binds it to. */
  bindings: ReadonlySet<string>
}

/** Reads what an edge is deployed with. */
export async function readPlaces(
  { config, environment }: Where,
  {
    directory,
    processEnvironment,
  }: { directory: string; processEnvironment: Readonly<Record<string, string | undefined>> },
): Promise<Result<Written>> {
  const file = path.resolve(directory, config)
  const read = await readConfig(file, environment)
  if (!read.ok) return fail(`${config}: ${read.reason}`)
  // An older Wrangler knows no rate limits.
  const { vars, durable_objects, ratelimits = [] } = read.value
  return succeed({
    places: [
      { name: config, variables: vars, isFile: true },
      readSecrets(path.dirname(file), environment),
      { name: 'the environment', variables: processEnvironment, isFile: false },
    ],
    bindings: new Set([...durable_objects.bindings, ...ratelimits].map(({ name }) => name)),
  })
}

type Wrangler = typeof import('wrangler')
type Config = ReturnType<Wrangler['unstable_readConfig']>

/** Read as Wrangler reads it, with its comments, its defaults and its environments. */
async function readConfig(file: string, environment: string | undefined): Promise<Result<Config>> {
  if (!existsSync(file)) return fail('there is no such file here')
  // Wrangler would tell about its findings in a format of its own.
  process.env['WRANGLER_LOG'] = 'none'
  try {
    const { unstable_readConfig } = await importWrangler(file)
    const named = environment === undefined ? {} : { env: environment }
    const config = unstable_readConfig({ config: file, ...named }, { hideWarnings: true })
    const { definedEnvironments = [] } = config
    // Wrangler itself would go on with the general settings.
    if (environment !== undefined && !definedEnvironments.includes(environment))
      return fail(
        `has no environment "${environment}"; it has ${definedEnvironments.join(', ') || 'none'}`,
      )
    return succeed(config)
  } catch (error) {
    return fail(error instanceof Error ? error.message.trim() : String(error))
  }
}

/** The Wrangler of the configuration's own folder, which need not be that of the doctor. */
async function importWrangler(file: string): Promise<Wrangler> {
  try {
    return await import(pathToFileURL(createRequire(file).resolve('wrangler')).href)
  } catch {
    return await import('wrangler').catch(() => {
      throw new Error('Wrangler is needed to read it: npm install --save-dev wrangler')
    })
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
