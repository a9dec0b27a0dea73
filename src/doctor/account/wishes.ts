import type { Config } from '../../edge/config.ts'
import type { Action } from '../../freshsales/actions.ts'
import type { Fields } from '../../freshsales/change.ts'
import type { RecordObject } from '../../freshsales/mapping/tables.ts'

/** Fields of a record as the configuration names them; the account must have them. Pure. */
export interface Wish {
  variable: 'DEFAULTS' | 'EVENTS' | 'LEAD_QUALITY'
  /** The event, as the account of it compares: in small letters. */
  event?: string
  object: RecordObject
  fields: Fields
  custom: Fields
}

export function wishesOf(config: Config): Wish[] {
  const person: RecordObject = config.domain.generation === 'classic' ? 'lead' : 'contact'
  const events = [...config.actions].flatMap(([event, actions]) =>
    actions.flatMap((action) => wishOfAction(action, { event, person })),
  )
  const { field } = config.leadQuality
  const quality: Wish[] =
    field?.startsWith('cf_') === true
      ? [{ variable: 'LEAD_QUALITY', object: person, fields: {}, custom: { [field]: 'honeypot' } }]
      : []
  return [
    { variable: 'DEFAULTS', object: person, fields: config.defaults, custom: {} },
    ...events,
    ...quality,
  ]
}

function wishOfAction(
  action: Action,
  { event, person }: { event: string; person: RecordObject },
): Wish[] {
  // The others take everything from the event itself, or name only a tag, which is made when it is missing.
  if (!('fields' in action)) return []
  const object = action.type === 'contact' ? person : action.type
  const custom = 'custom' in action ? action.custom : {}
  return [{ variable: 'EVENTS', event, object, fields: action.fields, custom }]
}
