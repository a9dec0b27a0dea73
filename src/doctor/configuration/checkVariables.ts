import { type Config, findConfigFaults, parseConfig } from '../../edge/config.ts'
import { adviceFor } from '../../edge/settings/advice.ts'
import { isVariable, SECRETS, VARIABLES } from '../../edge/settings/settings.ts'
import { bad, type Finding, good, note } from '../finding.ts'
import { nearest } from '../nearest.ts'
import type { Variables } from './variables.ts'

/** Every variable: all faults at once, and what is no fault but may be no intention either. */
export function checkVariables(variables: Variables): { findings: Finding[]; config?: Config } {
  const faults = findConfigFaults(variables.env)
  const config = parseConfig(variables.env)
  const findings = [
    ...found(variables),
    ...faults.map((reason) => fault(reason, variables)),
    ...openSecrets(variables),
    ...unknownNames(variables),
    ...(config.ok ? remarks(config.value, variables) : []),
  ]
  return config.ok ? { findings, config: config.value } : { findings }
}

function found({ foundIn }: Variables): Finding[] {
  const byPlace = Map.groupBy(foundIn.keys(), (name) => foundIn.get(name))
  return [...byPlace].map(([place, names]) => good(`${place} has ${names.join(', ')}`))
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

interface Remark {
  applies(config: Config, variables: Variables): boolean
  text: string
  advice: string
}

const REMARKS: readonly Remark[] = [
  {
    applies: ({ dryRun }) => dryRun,
    text: 'DRY_RUN is on: calls to Freshsales are planned and logged, and none is sent',
    advice: 'Leave it out to deliver.',
  },
  {
    applies: ({ allowedOrigins }) => allowedOrigins.size === 0,
    text: 'ALLOWED_ORIGINS is empty: only pages on the edge’s own address may send events',
    advice: adviceFor('ALLOWED_ORIGINS'),
  },
  {
    applies: ({ adminToken }) => adminToken === undefined,
    text: 'ADMIN_TOKEN is not set here: without it the console stays shut',
    advice: adviceFor('ADMIN_TOKEN'),
  },
  {
    applies: ({ timeline, activityType }) => timeline !== 'activity' && activityType !== undefined,
    text: 'ACTIVITY_TYPE is used with TIMELINE=activity only',
    advice: 'Set TIMELINE to "activity", or leave ACTIVITY_TYPE out.',
  },
]

function remarks(config: Config, variables: Variables): Finding[] {
  return REMARKS.filter(({ applies }) => applies(config, variables)).map(({ text, advice }) =>
    note(text, advice),
  )
}
