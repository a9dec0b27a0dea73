import type { Fields, Problem } from '../change.ts'
import type { Word } from '../word.ts'
import { customFieldName, rowNamed } from './fieldName.ts'
import { looseName } from './looseName.ts'
import { isProtected } from './protected.ts'
import type { RecordObject } from './tables.ts'

/** Stands for every field that is not protected. */
export const EVERYTHING = '*'

/** What an operator calls a record in `fields`: `deal.amount`, `company.website`. */
const RECORDS: ReadonlyMap<string, RecordObject> = new Map([
  ['contact', 'contact'],
  ['company', 'account'],
  ['account', 'account'],
  ['deal', 'deal'],
  ['activity', 'activity'],
  ['salesactivity', 'activity'],
])

/** Traits of a person that become something else than one field. */
const WHOLE: ReadonlyMap<string, readonly string[]> = new Map([
  ['email', ['contact.emails']],
  ['emails', ['contact.emails']],
  ['name', ['contact.first_name', 'contact.last_name']],
  ['company', ['account.*']],
  ['account', ['account.*']],
  ['deal', ['deal.*']],
  ['tags', ['contact.tags']],
])

/** The fields that a name in a source's `fields` means, in any spelling. */
export function fieldsNamed(name: string): readonly string[] {
  if (name.trim() === EVERYTHING) return [EVERYTHING]
  const [record = '', member] = name.split('.', 2)
  const object = member === undefined ? undefined : RECORDS.get(looseName(record))
  if (object !== undefined && member !== undefined) return [fieldOf(object, member)]
  return WHOLE.get(looseName(name)) ?? [fieldOf('contact', name)]
}

function fieldOf(object: RecordObject, name: string): string {
  const row = rowNamed(object, name)
  return row === undefined ? customOf(object, name) : `${object}.${row.field}`
}

/** A custom field has as many spellings as a trait: `cfPlan`, `cf_plan`. */
function customOf(object: RecordObject, name: string): string {
  return `${object}.custom.${looseName(customFieldName(name) ?? name)}`
}

/** Whether the word counts for a field of a record. */
export function mayField(object: RecordObject, field: string, word: Word): boolean {
  const { fields } = word
  if (fields?.includes(`${object}.${field}`)) return true
  return !isProtected(object, field, word.provenance) && maySetObject(object, word)
}

/** Whether the word counts for a tag, a company or a deal at all, or for any unlisted field. */
export function maySetObject(object: RecordObject, { provenance, fields }: Word): boolean {
  if (provenance !== 'page' || fields === undefined || fields.includes(EVERYTHING)) return true
  return object !== 'contact' && fields.some((field) => field.startsWith(`${object}.`))
}

/** What was read of a record before anybody asked who said it. */
export interface Offered {
  fields: Fields
  custom: Fields
  /** Names in `custom` that came as raw fields, inside a `custom_field`. */
  contained?: readonly string[]
}

export interface Allowed {
  fields: Fields
  custom: Fields
  /** What the word does not count for, by mapped field. */
  withheld: Problem[]
}

/** Takes out what the word does not count for. */
export function stripProtectedFields(object: RecordObject, offered: Offered, word: Word): Allowed {
  const { fields, custom, contained = [] } = offered
  if (word.provenance === 'server') return { fields, custom, withheld: [] }
  const allowed: Allowed = { fields: {}, custom: {}, withheld: [] }
  for (const field in fields) {
    const value = fields[field] ?? null
    if (mayField(object, field, word)) allowed.fields[field] = value
    else allowed.withheld.push(withhold(object, field, value))
  }
  for (const name in custom) {
    const value = custom[name] ?? null
    const isRaw = contained.includes(name) && word.provenance === 'page'
    if (mayCustom(object, name, word) && !isRaw) allowed.custom[name] = value
    else allowed.withheld.push(withhold(object, name, value))
  }
  return allowed
}

function mayCustom(object: RecordObject, name: string, word: Word): boolean {
  return maySetObject(object, word) || word.fields?.includes(customOf(object, name)) === true
}

/** Says that a field was asked for and not set. */
export function withhold(object: RecordObject, field: string, value: Problem['value']): Problem {
  return {
    field: object === 'contact' ? field : `${object}.${field}`,
    reason: 'left out: this write key may not set it',
    ...(value !== undefined && { value: shorten(value) }),
  }
}

/** Shown to a person, who needs no more of it. */
const MAX_SHOWN_CHARACTERS = 200

function shorten(
  value: NonNullable<Problem['value']> | null,
): NonNullable<Problem['value']> | null {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > MAX_SHOWN_CHARACTERS ? `${text.slice(0, MAX_SHOWN_CHARACTERS)}…` : value
}
