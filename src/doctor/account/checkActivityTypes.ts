import type { Config } from '../../edge/settings/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import type { Fields } from '../../freshsales/change.ts'
import type { RecordObject } from '../../freshsales/mapping/tables.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Spot } from '../configuration/asWritten.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import { type Account, type Lists, offered } from './account.ts'

/** Switches of an activity type that ask for more than a visit can know. */
const MANDATORY: { readonly [flag: string]: string } = {
  is_checkedin_mandatory: 'a check-in',
  is_outcome_mandatory: 'an outcome',
}

/** The sales activity types that visits and events are written as. */
export async function* checkActivityTypes({ config, lists, written }: Account): Findings {
  const named = configuredFields(config).filter(({ object }) => object === 'activity')
  if (config.timeline !== 'activity' && named.length === 0) return
  const types = (await lists.raw('sales_activity_types')).filter(isObject)
  if (config.timeline === 'activity') yield* checkVisitType(config, { types, lists })
  for (const record of named) {
    const type = find(types, record.fields['sales_activity_type_id'])
    if (type?.['is_default'] === true) yield builtIn(`${written.title(record)}: `, type)
  }
}

async function* checkVisitType(
  { activityType: value }: Config,
  { types, lists }: { types: JsonObject[]; lists: Lists },
): Findings {
  const type = find(types, value)
  if (value !== undefined && lists.hidden().includes('sales_activity_types')) {
    yield note('ACTIVITY_TYPE cannot be looked up: the account does not show its types')
    return
  }
  if (type === undefined) {
    const text =
      value === undefined
        ? 'ACTIVITY_TYPE is not set, and TIMELINE=activity needs it'
        : `ACTIVITY_TYPE: the account has no sales activity type ${JSON.stringify(value)}`
    const refused = { object: 'activity', field: 'sales_activity_type_id', value } as const
    yield bad('ACTIVITY_TYPE', text, await offered(refused, lists))
    return
  }
  yield good(`ACTIVITY_TYPE: the account has ${JSON.stringify(type['name'])}`)
  if (type['is_default'] === true) yield builtIn('', type)
  for (const [flag, what] of Object.entries(MANDATORY))
    if (type[flag] === true)
      yield bad(
        'ACTIVITY_TYPE',
        `${JSON.stringify(type['name'])} makes ${what} compulsory, which a visit does not have`,
        'Switch that off in Freshsales, or choose another type.',
      )
}

function find(types: JsonObject[], value: Json | undefined): JsonObject | undefined {
  const wanted = String(value).trim().toLowerCase()
  return types.find(({ id, name }) =>
    [id, name].some((each) => String(each).trim().toLowerCase() === wanted),
  )
}

function builtIn(where: string, type: JsonObject) {
  return note(
    `${where}${JSON.stringify(type['name'])} is one of Freshsales' own types, which it probably refuses`,
    'Make a type of your own: Freshsales, Admin settings → Sales activities.',
  )
}

/** Fields of a record as a setting names them; the account must have them. */
export interface ConfiguredRecord extends Spot {
  fields: Fields
  custom: Fields
  /** Whether it is linked to an account. */
  hasAccount?: boolean
}

/** Pure. */
export function configuredFields(config: Config): ConfiguredRecord[] {
  const person: RecordObject = config.domain.generation === 'classic' ? 'lead' : 'contact'
  const events = [...config.actions].flatMap(([event, actions]) =>
    actions.flatMap((action) => recordOfAction(action, { event, person })),
  )
  const { field = '' } = config.leadQuality
  const quality = field.startsWith('cf_') ? { [field]: 'honeypot' } : {}
  const clicks = Object.values(config.clickFields).map((name) => [name, 'click id'])
  return [
    { variable: 'DEFAULTS', object: person, fields: config.defaults, custom: {} },
    ...events,
    { variable: 'LEAD_QUALITY', object: person, fields: {}, custom: quality },
    { variable: 'CLICK_FIELDS', object: person, fields: {}, custom: Object.fromEntries(clicks) },
  ]
}

function recordOfAction(
  action: Action,
  { event, person }: { event: string; person: RecordObject },
): ConfiguredRecord[] {
  // The others take everything from the event itself, or name only a tag, which is made when it is missing.
  if (!('fields' in action)) return []
  const object = action.type === 'contact' ? person : action.type
  const custom = 'custom' in action ? action.custom : {}
  const hasAccount = 'account' in action
  return [{ variable: 'EVENTS', event, object, fields: action.fields, custom, hasAccount }]
}
