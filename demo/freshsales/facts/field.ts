import type { ListName } from './lists.ts'

/** Types as Freshsales' field metadata names them. */
export const FIELD_TYPES = [
  'text',
  'textarea',
  'number',
  'date',
  'dropdown',
  'multi_select_dropdown',
  'checkbox',
  'radio',
  'auto_complete',
  'group_field',
] as const
export type FieldType = (typeof FIELD_TYPES)[number]

/** What a value must be like to be kept; one reader each in `rules/readers.ts`. */
export type Holds =
  | 'text'
  | 'website'
  | 'phone'
  | 'number'
  | 'employees'
  | 'amount'
  | 'date'
  | 'flag'
  | 'listId'
  | 'code'
  | 'codes'
  | 'choice'
  | 'choices'
  | 'tags'
  | 'emails'
  | 'accounts'
  | 'recordIds'
  | 'nested'

export interface Field {
  name: string
  label: string
  holds: Holds
  /** Characters; a longer value refuses the whole record. */
  maxLength?: number
  /** The account's list that a `listId` points into. */
  list?: ListName
  /** What `codes` and `code` may be, with their meaning. */
  codes?: { readonly [code: string]: string }
  /** What a `choice` and `choices` may be: exact, case sensitive. */
  choices?: readonly string[]
  /** The message for a `listId` that is not in its list; without one, only a label is refused. */
  refusal?: string
  /** Kept, but missing from an answer unless included. */
  hidden?: boolean
  /** Stored under another field's name: `email` is written into `emails`. */
  into?: string
  /** Reported by the metadata although the value cannot be written. */
  readOnly?: boolean
  /** The metadata's type where it is not the usual one of `holds`. */
  type?: FieldType
  /** `LeadCompany` and `LeadDeal`: the field belongs into the nested object. */
  model?: string
}

/** Short text, as recorded: 255 characters are kept, 300 refuse the record. */
export const TEXT_CHARACTERS = 255
/** Paragraphs: the longest length a production client falls back to after a refusal. */
export const TEXTAREA_CHARACTERS = 800

export const TYPE_OF: { readonly [holds in Holds]: FieldType } = {
  text: 'text',
  website: 'text',
  phone: 'text',
  number: 'number',
  employees: 'dropdown',
  amount: 'number',
  date: 'date',
  flag: 'checkbox',
  listId: 'dropdown',
  code: 'dropdown',
  codes: 'multi_select_dropdown',
  choice: 'dropdown',
  choices: 'multi_select_dropdown',
  tags: 'auto_complete',
  emails: 'group_field',
  accounts: 'group_field',
  recordIds: 'auto_complete',
  nested: 'group_field',
}

/** Short texts by name and label: most of every table. */
export function texts(labels: { [name: string]: string }): Field[] {
  return Object.entries(labels).map(([name, label]) => ({
    name,
    label,
    holds: 'text',
    maxLength: TEXT_CHARACTERS,
  }))
}

/** Fields that hold the id of a row of one of the account's lists. */
export function listIds(rows: { [name: string]: [label: string, list: ListName] }): Field[] {
  return Object.entries(rows).map(([name, [label, list]]) => ({
    name,
    label,
    list,
    holds: 'listId',
  }))
}
