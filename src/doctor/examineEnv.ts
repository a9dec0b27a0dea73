import { BINDINGS, type BindingName, isBound } from '../edge/bindings.ts'
import type { Env } from '../edge/env.ts'
import { checkAccess, checkAccount } from './account/checkAccount.ts'
import { readAsWritten } from './configuration/asWritten.ts'
import { checkBindings } from './configuration/checkBindings.ts'
import { checkVariables, readAccess } from './configuration/checkVariables.ts'
import { gatherVariables } from './configuration/variables.ts'
import type { Findings } from './finding.ts'

/** What the doctor says from inside a Worker: its settings first, then the account that they name. */
export async function* examineEnv(env: Env): Findings {
  const bindings: string[] = Object.keys(BINDINGS).filter((name) =>
    isBound(env, name as BindingName),
  )
  if (env.EMAIL) bindings.push('EMAIL')
  const place = { name: 'This edge', variables: { ...env }, isFile: false, bindings }
  const variables = gatherVariables([place])
  const written = readAsWritten(env)
  const { findings, config } = checkVariables(variables, written)
  yield* findings
  yield* checkBindings(variables)
  const { access } = readAccess(variables)
  if (!access) return
  const keys = { ...access, apiKeys: [access.apiKey] }
  yield* config ? checkAccount(config, written) : checkAccess(keys)
}
