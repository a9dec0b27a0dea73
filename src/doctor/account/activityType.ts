import type { Config } from '../../edge/config.ts'
import { isObject } from '../../protocol/json.ts'
import { bad, type Findings, good, note } from '../finding.ts'
import type { Lists } from './lists.ts'
import { offered } from './offered.ts'

/** Switches of an activity type that ask for more than the edge can know. */
const MANDATORY: { readonly [flag: string]: string } = {
  is_checkedin_mandatory: 'a check-in',
  is_outcome_mandatory: 'an outcome',
}

/** The sales activity type that visits are written as. */
export async function* checkActivityType(config: Config, lists: Lists): Findings {
  if (config.timeline !== 'activity') return
  const value = config.activityType
  const wanted = value?.trim().toLowerCase()
  const types = (await lists.raw('sales_activity_types')).filter(isObject)
  const type = types.find(({ name }) => String(name).trim().toLowerCase() === wanted)
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
  if (type['is_default'] === true)
    yield note(
      `${JSON.stringify(type['name'])} is one of Freshsales' own types, which it may refuse`,
      'Make a type of your own: Freshsales, Admin settings → Sales activities.',
    )
  for (const [flag, what] of Object.entries(MANDATORY))
    if (type[flag] === true)
      yield bad(
        'ACTIVITY_TYPE',
        `${JSON.stringify(type['name'])} makes ${what} compulsory, which a visit does not have`,
        'Switch that off in Freshsales, or choose another type.',
      )
}
