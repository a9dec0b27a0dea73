import type { Answer } from '../../../freshsales/api/call.ts'
import { readRecord } from '../../../freshsales/api/readId.ts'
import { LEAD_FIELDS } from '../../../freshsales/mapping/lead.ts'
import { FILLED_FIELDS, TABLES } from '../../../freshsales/mapping/tables.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isBlank, isObject } from '../../../protocol/json.ts'
import type { Config } from '../../settings/config.ts'

type Existing = Pick<Config, 'existing'>

/** The fields that a contact is without, as far as it matters whether it has them. */
export function readBlanks(answer: Answer, config: Existing): string[] {
  const contact = readRecord(answer, 'contact')
  if (!contact) return []
  const isCreated = answer.status === 201
  return [
    ...[...namesThatMatter(config)].filter((name) => lacks(contact, name, isCreated)),
    ...blankCustom(contact, config),
  ]
}

/** The same of a lead, by the contact's names. */
export function readLeadBlanks(lead: JsonObject, config: Existing): string[] {
  const names = [...namesThatMatter(config)].filter((name) => {
    const own = LEAD_FIELDS.get(name)
    return own !== undefined && lacks(lead, own)
  })
  return [...names, ...blankCustom(lead, config)]
}

const namesThatMatter = ({ existing }: Existing): Iterable<string> =>
  existing === 'fill' ? TABLES.contact.map(({ field }) => field) : FILLED_FIELDS

const lacks = (record: JsonObject, name: string, isComplete = false) =>
  isBlank(record[name]) && (isComplete || Object.hasOwn(record, name))

function blankCustom(record: JsonObject, { existing }: Existing): string[] {
  const custom = record['custom_field']
  if (existing !== 'fill' || !isObject(custom)) return []
  return Object.keys(custom).filter((name) => isBlank(custom[name]))
}
