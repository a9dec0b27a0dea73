import type { CatalogEntry } from '../../freshsales/resolve/catalog.ts'
import type { Json, JsonObject } from '../../protocol/event.ts'

/** Values of compulsory fields. */
export interface RequiredValues {
  contact: JsonObject
  account: JsonObject
  deal: JsonObject
}

/** Fields that every record of the doctor has anyway. */
const GIVEN = new Set(['emails', 'email', 'last_name', 'name', 'amount', 'sales_account_id'])

const BY_TYPE: { readonly [type: string]: Json } = {
  number: 1,
  decimal: 1,
  currency: 1,
  checkbox: true,
  date: '2030-01-01',
  date_time_split: '2030-01-01T00:00:00Z',
}

/** A value for each field that an admin made compulsory, without which no record could be made. Pure. */
export function fillRequired(fields: readonly CatalogEntry[]): JsonObject {
  const needed = fields.filter(({ name, required }) => required === true && !GIVEN.has(name))
  const plain = needed.filter(({ name }) => !name.startsWith('cf_'))
  const custom = needed.filter(({ name }) => name.startsWith('cf_'))
  return {
    ...Object.fromEntries(plain.map((field) => [field.name, valueFor(field, 'id')])),
    ...(custom.length > 0 && {
      custom_field: Object.fromEntries(
        custom.map((field) => [field.name, valueFor(field, 'value')]),
      ),
    }),
  }
}

/** Freshsales' own fields take the id of a choice, custom ones its text. */
function valueFor({ name, type, choices }: CatalogEntry, chosenBy: 'id' | 'value'): Json {
  const [choice] = choices ?? []
  if (choice !== undefined) return choice[chosenBy]
  if (name === 'website') return 'https://example.com'
  return BY_TYPE[type ?? ''] ?? 'doctor'
}
