import type { Config } from '../../edge/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import type { Fields } from '../../freshsales/change.ts'
import type { RecordObject } from '../../freshsales/mapping/tables.ts'

/** Fields of a record as a setting names them; the account must have them. Pure. */
export interface ConfiguredRecord {
  variable: 'DEFAULTS' | 'EVENTS' | 'LEAD_QUALITY'
  /** The event, as the account of it compares: in small letters. */
  event?: string
  object: RecordObject
  fields: Fields
  custom: Fields
}

export function configuredFields(config: Config): ConfiguredRecord[] {
  const person: RecordObject = config.domain.generation === 'classic' ? 'lead' : 'contact'
  const events = [...config.actions].flatMap(([event, actions]) =>
    actions.flatMap((action) => recordOfAction(action, { event, person })),
  )
  const { field } = config.leadQuality
  const quality: ConfiguredRecord[] =
    field?.startsWith('cf_') === true
      ? [{ variable: 'LEAD_QUALITY', object: person, fields: {}, custom: { [field]: 'honeypot' } }]
      : []
  return [
    { variable: 'DEFAULTS', object: person, fields: config.defaults, custom: {} },
    ...events,
    ...quality,
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
  return [{ variable: 'EVENTS', event, object, fields: action.fields, custom }]
}
