import type { Env } from '../env.ts'
import { findConfigFaults } from './config.ts'
import { isVariable, whatToWrite } from './settings.ts'

/** For which settings the edge would answer every request with 503, which of `names` it does not read, and what to write. */
export function describeFaults(variables: object, names: readonly string[]): string | undefined {
  const unknown = names.filter((name) => !isVariable(name))
  const faults = [
    ...unknown.map((name) => `${name}: is no setting; see docs/settings.md`),
    // The bindings are the runtime's; reading the settings does not touch them.
    ...findConfigFaults(variables as Env),
  ]
  if (faults.length === 0) return undefined
  const lines = faults.map((fault) => {
    const [name = ''] = fault.split(':', 1)
    return isVariable(name) ? `✗ ${fault}\n      ${whatToWrite(name)}` : `✗ ${fault}`
  })
  return `These settings are wrong:\n\n  ${lines.join('\n  ')}`
}
