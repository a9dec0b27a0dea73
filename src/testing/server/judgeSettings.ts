import type { Env } from '../../edge/env.ts'
import { findConfigFaults } from '../../edge/settings/config.ts'
import { isVariable } from '../../edge/settings/settings.ts'
import { TestServerError } from './testServerError.ts'

/** Refuses what the edge would answer every request with 503 for, and names that it would not read. */
export function judgeSettings(variables: Readonly<Record<string, string>>): void {
  const unknown = Object.keys(variables).filter((name) => !isVariable(name))
  const faults = [
    ...unknown.map((name) => `${name}: is no setting; see docs/settings.md`),
    // The bindings are the runtime's; reading the settings does not touch them.
    ...findConfigFaults(variables as unknown as Env),
  ]
  if (faults.length > 0)
    throw new TestServerError(`These settings are wrong:\n  ${faults.join('\n  ')}`)
}
