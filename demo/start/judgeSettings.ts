import type { Env } from '../../src/edge/env.ts'
import { findConfigFaults } from '../../src/edge/settings/config.ts'
import { adviceFor, isVariable } from '../../src/edge/settings/settings.ts'
import { StartError } from './problem.ts'

/** Refuses what the edge would answer every request with 503 for, in the words of the doctor. */
export function judgeSettings(variables: object): void {
  // The bindings are the runtime's; reading the settings does not touch them.
  const faults = findConfigFaults(variables as Env)
  if (faults.length === 0) return
  const lines = faults.map((fault) => {
    const [name = ''] = fault.split(':', 1)
    return isVariable(name) ? `✗ ${fault}\n      ${adviceFor(name)}` : `✗ ${fault}`
  })
  throw new StartError(`These settings are wrong:\n\n  ${lines.join('\n  ')}`)
}
