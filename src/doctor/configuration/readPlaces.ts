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
  /** Names of what Wrangler binds besides them. */
  bindings?: readonly string[]
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
    { name: config, ...vars.value, isFile: true },
    readSecrets(path.dirname(file), environment),
    { name: 'the environment', variables: processEnvironment, isFile: false },
  ])
}

/** Read as typeof import('wrangler') reads it, with its comments, its defaults and its environments. */
async function readVars(
  file: string,
  environment: string | undefined,
): Promise<Result<Pick<Place, 'variables' | 'bindings'>>> {
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
    // An older Wrangler knows no rate limits.
    const { vars, durable_objects, ratelimits = [], send_email } = config
    const bound = [...durable_objects.bindings, ...ratelimits, ...send_email]
    return succeed({ variables: vars, bindings: bound.map(({ name }) => name) })
  } catch (error) {
    return fail(error instanceof Error ? error.message.trim() : String(error))
  }
}

/** The Wrangler of the configuration's own folder, which need not be that of the doctor. */
async function importWrangler(file: string): Promise<typeof import('wrangler')> {
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
