import type { Config } from '../../edge/settings/config.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import type { Account } from './account.ts'
import { configuredFields } from './configuredFields.ts'
import type { Lists } from './lists.ts'
import { offered } from './offered.ts'

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
