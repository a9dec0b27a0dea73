import type { Config } from '../../edge/settings/config.ts'
import { adviceFor } from '../../edge/settings/settings.ts'
import { realSources } from '../../edge/settings/source.ts'
import type { Action } from '../../freshsales/actions.ts'
import { isProtected } from '../../freshsales/mapping/protected.ts'
import { type Finding, note } from '../finding.ts'
import type { AsWritten } from './asWritten.ts'
import type { Variables } from './variables.ts'

/** What is no fault of a configuration, and perhaps no intention either. Pure. */
export function remarksOn(
  config: Config,
  { variables, written }: { variables: Variables; written: AsWritten },
): Finding[] {
  return [
    ...REMARKS.filter(({ applies }) => applies(config, variables)).map(({ text, advice }) =>
      note(text, advice),
    ),
    ...openServerRank(config),
    ...untoldRules(config),
    ...findDecidingEvents(config, written).map(({ title, fields }) =>
      note(
        `${title} writes ${fields.join(', ')}, which decides about a lead or its money: not on a page's word`,
        'Send this event from your server, with a trusted key; or write "from": "page" into the action, which lets anybody who can send what a page sends.',
      ),
    ),
  ]
}

interface Remark {
  applies(config: Config, variables: Variables): boolean
  text: string
  advice: string
}

const REMARKS: readonly Remark[] = [
  {
    applies: ({ sources }) => realSources(sources).length === 0,
    text: 'WRITE_KEYS has test keys only: what they send is planned and shown, and nothing reaches Freshsales',
    advice: 'Add a key without "test": true for the site itself, such as {"wk_site":"Website"}.',
  },
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
    applies: (_, { foundIn }) => foundIn.has('FRESHSALES_HOST') && foundIn.has('FRESHSALES_DOMAIN'),
    text: 'FRESHSALES_DOMAIN is not used: FRESHSALES_HOST comes before it',
    advice: 'Leave one of them out.',
  },
  {
    applies: ({ timeline, activityType }) => timeline !== 'activity' && activityType !== undefined,
    text: 'ACTIVITY_TYPE is used with TIMELINE=activity only',
    advice: 'Set TIMELINE to "activity", or leave ACTIVITY_TYPE out.',
  },
]

/** `"**"` believes a caller like a server, and a key that pages send is known to everybody. */
function openServerRank({ sources, allowedOrigins }: Config): Finding[] {
  if (allowedOrigins.size === 0) return []
  const open = realSources(sources).filter(({ trusted, fields }) => !trusted && fields.protectedToo)
  return [...new Set(open.map(({ name }) => name))].map((name) =>
    note(
      `WRITE_KEYS: "${name}" has "fields": ["**"] and may be used by pages: anybody who reads its key there can set owners, stages and amounts`,
      'List the fields that its forms need, or leave "fields" out.',
    ),
  )
}

/** A rule of HOT that only sends messages, where none can be sent. */
function untoldRules({ hot, alertWebhook }: Config): Finding[] {
  if (alertWebhook !== undefined) return []
  return hot
    .filter(({ task }) => task === undefined)
    .map(({ name }) =>
      note(
        `HOT: ${JSON.stringify(name)} tells nobody: there is no ALERT_WEBHOOK`,
        adviceFor('ALERT_WEBHOOK'),
      ),
    )
}

/** Events with an action that must not follow from what anybody may say. Pure. */
function findDecidingEvents(
  config: Config,
  written: AsWritten,
): { title: string; fields: string[] }[] {
  const mayTrack = realSources(config.sources).some(
    ({ trusted, signed, events }) => !trusted && !signed && events.has('track'),
  )
  if (!mayTrack) return []
  return [...config.actions].flatMap(([event, actions]) => {
    const spot = { variable: 'EVENTS', event } as const
    const fields = actions.flatMap((action) => {
      const object = action.type === 'deal' ? 'deal' : 'contact'
      return decidingFields(action).map((field) => written.field({ ...spot, object }, field))
    })
    return fields.length === 0 ? [] : [{ title: written.title(spot), fields: [...new Set(fields)] }]
  })
}

/** What the action does on a server's word only, and so not for a page. */
function decidingFields(action: Action): string[] {
  if (action.fromPage) return []
  if (action.type === 'lifecycle_stage') return ['lifecycle_stage_id']
  if (action.type !== 'contact' && action.type !== 'deal') return []
  const object = action.type
  return Object.keys(action.fields).filter((field) => isProtected(object, field, 'page'))
}
