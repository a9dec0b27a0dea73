import type { Answer } from '../../../freshsales/api/call.ts'
import { readRecord } from '../../../freshsales/api/readId.ts'
import { FILLED_FIELDS, TABLES } from '../../../freshsales/mapping/tables.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isBlank, isObject } from '../../../protocol/json.ts'
import type { Config } from '../../settings/config.ts'

/** The fields that a contact is without, as far as it matters whether it has them. */
export function readBlanks(answer: Answer, { existing }: Pick<Config, 'existing'>): string[] {
  const contact = readRecord(answer, 'contact')
  if (!contact) return []
  const known = existing === 'fill' ? TABLES.contact.map(({ field }) => field) : FILLED_FIELDS
  const custom = isObject(contact['custom_field']) ? contact['custom_field'] : {}
  const isCreated = answer.status === 201
  const blank = (from: JsonObject, names: Iterable<string>) =>
    [...names].filter((name) => isBlank(from[name]) && (isCreated || Object.hasOwn(from, name)))
  return [
    ...blank(contact, known),
    ...(existing === 'fill' ? blank(custom, Object.keys(custom)) : []),
  ]
}
