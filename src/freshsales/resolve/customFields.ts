import type { Json, JsonObject } from '../../protocol/event.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import type { Fields } from '../change.ts'
import { customFieldName } from '../mapping/fieldName.ts'
import { looseName } from '../mapping/looseName.ts'
import type { RecordObject } from '../mapping/tables.ts'
import type { CatalogEntry } from './catalog.ts'
import { coerceToField } from './coerceToField.ts'
import { FIELD_LISTS } from './fieldLists.ts'
import type { Findings } from './findings.ts'
import type { Account } from './references.ts'
import { synonymsOf } from './synonymsOf.ts'

/**
 * The payload with its custom fields: traits by the field's API name, label or name, in the type the
 * field has. Freshsales drops what does not fit without a word, so it is looked at here.
 */
export function resolveCustomFields(
  object: RecordObject,
  custom: Fields,
  { payload, catalog, findings }: Account & { payload: JsonObject },
): JsonObject {
  // Last, and so over a namesake: `cfPlan` is meant for Freshsales, `plan` may be meant for others.
  const traits = Object.entries(custom).sort(([a], [b]) => saysCustom(a) - saysCustom(b))
  const list = FIELD_LISTS[object]
  if (traits.length === 0 || list === undefined) return payload
  const known = catalog[list]?.entries
  if (known === undefined) findings.missing.add(list)
  const index = known && indexFields(known)
  const values: JsonObject = {}
  for (const [trait, value] of traits) {
    const ownName = customFieldName(trait)
    const field = index && fieldFor(looseName(ownName ?? trait), { index, values })
    if (field !== undefined) {
      if (!putInto(field, value, { values, findings })) findings.leftOut.add(trait)
    } else if (known !== undefined) {
      if (ownName !== undefined) findings.unknown.add(list)
      findings.leftOut.add(trait)
      findings.problems.push({
        field: ownName ?? trait,
        reason: `left out: the account has no custom field of this name on ${article(object)} ${object}`,
        value,
      })
    } else if (ownName !== undefined && !isObject(value)) {
      // The list cannot be had; a name that says it is a custom field is worth the try.
      values[ownName] = value
    }
  }
  return Object.keys(values).length === 0 ? payload : { ...payload, custom_field: values }
}

/** By its name; else by a word for the same, where nothing was said by the field's own. */
function fieldFor(
  name: string,
  { index, values }: { index: ReadonlyMap<string, CatalogEntry>; values: JsonObject },
): CatalogEntry | undefined {
  const named = index.get(name)
  if (named) return named
  const meant = synonymsOf(name).map((synonym) => index.get(synonym))
  return meant.find((field) => field && !Object.hasOwn(values, field.name))
}

const article = (noun: string) => (/^[aeiou]/.test(noun) ? 'an' : 'a')

function saysCustom(trait: string): number {
  return customFieldName(trait) === undefined ? 0 : 1
}

function putInto(
  field: CatalogEntry,
  value: Json,
  { values, findings }: { values: JsonObject; findings: Findings },
): boolean {
  const fitted = coerceToField(field, value)
  // "N/A" may be one of the choices; as a text it is nothing.
  if (value !== null && isNothing(value) && !(fitted.ok && field.choices?.length)) return true
  if (!fitted.ok) {
    findings.problems.push({ field: field.name, reason: `left out: ${fitted.reason}`, value })
    return false
  }
  values[field.name] = fitted.value.value
  for (const choice of fitted.value.lost ?? []) {
    const reason = `${JSON.stringify(choice)} left out: the field has no such choice`
    findings.problems.push({ field: field.name, reason, value })
  }
  return true
}

/** By every name a person may use. The API name wins over a label that another field has as well. */
function indexFields(fields: readonly CatalogEntry[]): ReadonlyMap<string, CatalogEntry> {
  const index = new Map<string, CatalogEntry>()
  const customFields = fields.filter(({ name }) => name.startsWith('cf_'))
  for (const field of customFields)
    if (field.label !== undefined) index.set(looseName(field.label), field)
  for (const field of customFields) index.set(looseName(field.name.slice('cf_'.length)), field)
  for (const field of customFields) index.set(looseName(field.name), field)
  return index
}
