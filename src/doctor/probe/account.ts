import type { Config } from '../../edge/config.ts'
import { adviceFor } from '../../edge/settings/advice.ts'
import { readSetting } from '../../edge/settings/setting.ts'
import { SETTINGS, settingNamed, type Values, type Variable } from '../../edge/settings/settings.ts'
import type { Domain } from '../../freshsales/domain.ts'
import type { Variables } from '../configuration/variables.ts'
import { bad, type Finding } from '../finding.ts'

/** All of the configuration that a probe needs. */
export interface ProbeAccount {
  domain: Domain
  apiKey: string
  appToken: Config['appToken']
}

const NEEDED = [
  'FRESHSALES_DOMAIN',
  'FRESHSALES_HOST',
  'FRESHSALES_API_KEY',
  'FRESHSALES_APP_TOKEN',
] as const satisfies Variable[]

/** Reads these as the Worker does, whatever is wrong with the other settings. */
export function readProbeAccount({
  env,
}: Variables): { ok: true; value: ProbeAccount } | { ok: false; findings: Finding[] } {
  const values: Partial<Record<keyof Values, unknown>> = {}
  const findings: Finding[] = []
  for (const name of NEEDED) {
    const result = readSetting(name, settingNamed(name), (each) => env[each as Variable])
    if (result.ok) values[SETTINGS[name].field] = result.value
    else findings.push(bad(name, `${name} ${result.reason}`, adviceFor(name)))
  }
  if (findings.length > 0) return { ok: false, findings }
  const { namedDomain, ownHost, apiKey, appToken } = values as Values
  return { ok: true, value: { domain: (ownHost ?? namedDomain) as Domain, apiKey, appToken } }
}
