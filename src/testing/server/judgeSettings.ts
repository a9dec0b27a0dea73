import type { Env } from '../../edge/env.ts'
import { findConfigFaults } from '../../edge/settings/config.ts'
import { adviceFor, isVariable } from '../../edge/settings/settings.ts'
import { TestServerError } from './testServerError.ts'

/** Refuses what the edge would answer every request with 503 for, and names that it would not read. */
export function judgeSettings(variables: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(variables).filter((name) => !isVariable(name))
  // The bindings are the runtime's; reading the settings does not touch them.
  const faults = findConfigFaults(variables as unknown as Env).map((fault) => {
    const [name = ''] = fault.split(':', 1)
    return isVariable(name) ? `${fault}\n    ${adviceFor(name)}` : fault
  })
  const lines = [
    ...unknown.map((name) => `${name}: is no setting; see docs/settings.md`),
    ...faults,
  ]
  if (lines.length > 0)
    throw new TestServerError(`These settings are wrong:\n  ${lines.join('\n  ')}`)
}
