import { type Config, findConfigFaults, parseConfig } from '../../edge/settings/config.ts'
import { readSetting } from '../../edge/settings/setting.ts'
import {
  adviceFor,
  isVariable,
  SECRETS,
  SETTINGS,
  settingNamed,
  VARIABLES,
  type Values,
  type Variable,
} from '../../edge/settings/settings.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import { nearest } from '../nearest.ts'
import type { Access } from '../recordingClient.ts'
import type { AsWritten } from './asWritten.ts'
import { checkMessages } from './checkMessages.ts'
import { remarksOn } from './remarksOn.ts'
import type { Variables } from './variables.ts'

/** Every variable: all faults at once, and what is no fault but may be no intention either. */
export function checkVariables(
  variables: Variables,
  written: AsWritten,
): { findings: Finding[]; config?: Config } {
  const faults = findConfigFaults(variables.env)
  const config = parseConfig(variables.env)
  const findings = [
    ...found(variables),
    ...faults.map((reason) => fault(reason, variables)),
    ...openSecrets(variables),
    ...unknownNames(variables),
    ...(config.ok ? remarksOn(config.value, { variables, written }) : []),
    ...(config.ok ? checkMessages(config.value, variables) : []),
  ]
  return config.ok ? { findings, config: config.value } : { findings }
}

function found({ foundIn }: Variables): Finding[] {
  const places = [...new Set(foundIn.values())]
  return places.map((place) => {
    const names = [...foundIn].filter(([, where]) => where === place).map(([name]) => name)
    return good(`${place} has ${names.join(', ')}`)
  })
}

/** A reason begins with the name of its variable. */
function fault(reason: string, { foundIn }: Variables): Finding {
  const [name = ''] = reason.split(':', 1)
  if (!isVariable(name)) return bad(name, reason, 'See .dev.vars.example and wrangler.jsonc.')
  const place = foundIn.get(name)
  const where = place === undefined ? '' : ` (${place})`
  return bad(name, `${name}${where}${reason.slice(name.length)}`, adviceFor(name))
}

/** `wrangler.jsonc` is committed, and its variables can be read in Cloudflare's dashboard. */
function openSecrets({ foundIn }: Variables): Finding[] {
  return SECRETS.filter((name) => /\.(?:jsonc?|toml)$/.test(foundIn.get(name) ?? '')).map((name) =>
    bad(
      name,
      `${name} is a secret and stands in ${foundIn.get(name)}, where others can read it`,
      `Remove it there, make a new one, and: npx wrangler secret put ${name}`,
    ),
  )
}

function unknownNames({ unknown }: Variables): Finding[] {
  return unknown.map(({ name, place }) => {
    const meant = nearest(name, VARIABLES)
    return meant === undefined
      ? note(`${name} in ${place} is read by nothing`)
      : bad(name, `${name} in ${place} is read by nothing`, `Did you mean ${meant}?`)
  })
}

const FOR_ACCESS = [
  'FRESHSALES_DOMAIN',
  'FRESHSALES_HOST',
  'FRESHSALES_API_KEY',
  'FRESHSALES_APP_TOKEN',
] as const satisfies Variable[]

/** The account that the variables name, whatever is wrong with all the other settings. */
export function readAccess(variables: Variables): { findings: Finding[]; access?: Access } {
  const { env } = variables
  const values: Partial<Record<keyof Values, unknown>> = {}
  const findings: Finding[] = []
  for (const name of FOR_ACCESS) {
    const result = readSetting(name, settingNamed(name), (each) => env[each as Variable])
    if (result.ok) values[SETTINGS[name].field] = result.value
    else findings.push(fault(`${name}: ${result.reason}`, variables))
  }
  const { namedDomain, ownHost, apiKey, appToken } = values as Values
  const domain = ownHost ?? namedDomain
  return findings.length > 0 || domain === undefined
    ? { findings }
    : { findings, access: { domain, apiKey, appToken } }
}
