import type { Config } from '../../edge/settings/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import type { Fields } from '../../freshsales/change.ts'
import type { RecordObject } from '../../freshsales/mapping/tables.ts'
import type { Spot } from '../configuration/asWritten.ts'

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
