import { type Crm, type Field, isObject, type Json, type JsonObject } from '../crm.ts'
import { fieldOf } from '../facts/customField.ts'
import type { StoredRecord } from '../store/records.ts'
import type { Draft, Kind } from './kind.ts'
import { READERS, type Reading } from './readers.ts'
import { Refusal } from './refusal.ts'

export function createRecord(kind: Kind, sent: JsonObject, crm: Crm): StoredRecord {
  const draft = checkedDraft(kind, { sent, values: { ...kind.start(crm), custom_field: {} } }, crm)
  return crm.store.records.insert(kind.name, draft.values, crm.now)
}

/** For what is not written by a call to the API: compulsory fields bind neither tracking nor what was there before them. */
export function withoutRequired(crm: Crm): Crm {
  const required = { contact: [], sales_account: [], deal: [], lead: [] }
  return { ...crm, settings: { ...crm.settings, required } }
}

export function updateRecord(
  kind: Kind,
  record: StoredRecord,
  sent: JsonObject,
  crm: Crm,
): StoredRecord {
  const draft = checkedDraft(kind, { record, sent, values: record.values }, crm)
  const updated = { ...record, values: draft.values, updatedAt: crm.now }
  crm.store.records.save(updated)
  return updated
}

/** All or nothing: one refused field refuses the record. */
function checkedDraft(kind: Kind, { record, sent, values }: Draft, crm: Crm): Draft {
  const read = readFields(kind, { sent, values }, crm)
  const base = { sent, ...(record && { record }) }
  const draft = { ...base, values: kind.settle({ ...base, values: read.values }, crm) }
  const missing = missingRequired(kind, { read: read.values, settled: draft.values }, crm)
  const problems = [...read.problems, ...missing, ...kind.problems(draft, crm)]
  if (problems.length > 0) throw new Refusal(400, ...problems)
  return draft
}

interface Read {
  values: JsonObject
  problems: string[]
}

/** Reads known fields over the values there are. Anything unknown vanishes, `cf_*` outside `custom_field` too. */
function readFields(kind: Kind, { sent, values }: Draft, crm: Crm): Read {
  const standard = readInto(values, { fields: kind.fields, sent, read: readField }, crm)
  if (!isObject(sent['custom_field'])) return standard
  const before = values['custom_field']
  const custom = readInto(
    isObject(before) ? before : {},
    {
      fields: crm.settings.customFields[kind.name].map(fieldOf),
      sent: sent['custom_field'],
      read: readCustomField,
    },
    crm,
  )
  return {
    values: { ...standard.values, custom_field: custom.values },
    problems: [...standard.problems, ...custom.problems],
  }
}

export interface FieldReading {
  fields: readonly Field[]
  sent: JsonObject
  read: (sent: Json, field: Field, crm: Crm) => Reading
}

export function readInto(before: JsonObject, { fields, sent, read }: FieldReading, crm: Crm): Read {
  const values = { ...before }
  const problems: string[] = []
  for (const field of fields) {
    const value = sent[field.name]
    if (value === undefined || field.readOnly) continue
    const reading = read(value, field, crm)
    if (reading === 'dropped') continue
    if ('problem' in reading) problems.push(reading.problem)
    else values[field.into ?? field.name] = reading.value
  }
  return { values, problems }
}

const CLEARED: { readonly [holds in Field['holds']]?: Json } = {
  tags: [],
  emails: [],
  accounts: [],
}

export function readField(sent: Json, field: Field, crm: Crm): Reading {
  if (sent === null || sent === '') return { value: CLEARED[field.holds] ?? null }
  return READERS[field.holds](sent, field, crm)
}

/** A custom field with a value of the wrong type is left as it was; only a too long text is refused. */
function readCustomField(sent: Json, field: Field, crm: Crm): Reading {
  const reading = readField(sent, field, crm)
  if (reading === 'dropped' || sent === null || sent === '') return reading
  if ('problem' in reading) return field.holds === 'text' ? reading : 'dropped'
  return reading.value === null ? 'dropped' : reading
}

function missingRequired(
  kind: Kind,
  { read: values, settled }: { read: JsonObject; settled: JsonObject },
  crm: Crm,
): string[] {
  const custom = crm.settings.customFields[kind.name].map(fieldOf)
  const customValues = isObject(values['custom_field']) ? values['custom_field'] : {}
  return crm.settings.required[kind.name].flatMap((name) => {
    const field = [...kind.fields, ...custom].find((candidate) => candidate.name === name)
    const value = name.startsWith('cf_') ? customValues[name] : values[field?.into ?? name]
    const label = field?.label ?? name
    // What is compulsory of the company inside a lead is its name.
    if (field?.holds === 'nested') {
      const part = settled[name]
      return isObject(part) && !isEmpty(part['name']) ? [] : [`${label} name can't be empty`]
    }
    return isEmpty(value) ? [`${label} can't be empty`] : []
  })
}

function isEmpty(value: Json | undefined): boolean {
  return (
    value === undefined ||
    value === null ||
    value === '' ||
    (Array.isArray(value) && value.length === 0)
  )
}
