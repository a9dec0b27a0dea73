import { type Domain, parseDomain } from '../../freshsales/domain.ts'
import { adviceFor } from '../configuration/advice.ts'
import type { Variables } from '../configuration/variables.ts'
import { bad, type Finding } from '../finding.ts'

/** All of the configuration that a probe needs. */
export interface ProbeAccount {
  domain: Domain
  apiKey: string
  appToken: string | undefined
}

export function readProbeAccount({
  env,
}: Variables): { ok: true; value: ProbeAccount } | { ok: false; findings: Finding[] } {
  const domain = parseDomain(env.FRESHSALES_DOMAIN ?? '', { allowLoopback: true })
  const apiKey = env.FRESHSALES_API_KEY?.trim()
  if (domain.ok && apiKey)
    return {
      ok: true,
      value: { domain: domain.value, apiKey, appToken: env.FRESHSALES_APP_TOKEN?.trim() },
    }
  const findings: Finding[] = []
  if (!domain.ok)
    findings.push(
      bad(
        'FRESHSALES_DOMAIN',
        `FRESHSALES_DOMAIN ${domain.reason}`,
        adviceFor('FRESHSALES_DOMAIN'),
      ),
    )
  if (!apiKey)
    findings.push(
      bad('FRESHSALES_API_KEY', 'FRESHSALES_API_KEY is missing', adviceFor('FRESHSALES_API_KEY')),
    )
  return { ok: false, findings }
}
