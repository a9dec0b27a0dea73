import type { Fields, Problem } from '../../freshsales/change.ts'
import { KINDS } from '../../freshsales/coercion/kind.ts'
import { findRow, type RecordObject } from '../../freshsales/mapping/tables.ts'
import { fieldListOf } from '../../freshsales/resolve/catalog.ts'
import { type Resolution, resolve } from '../../freshsales/resolve/resolve.ts'
import type { Json } from '../../protocol/event.ts'
import { bad, type Finding, type Findings, good, note } from '../finding.ts'
import { type Account, type Lists, offered } from './account.ts'
import { type ConfiguredRecord, configuredFields } from './checkActivityTypes.ts'

/** Whether the account has the fields, and knows the names, that the configuration speaks of. */
export async function* checkNames({ config, lists, written }: Account): Findings {
  const records = configuredFields(config)
  for (const record of records) {
    const problems = await findProblems(record, lists)
    for (const problem of problems) yield await toFinding(record, problem, { lists, written })
    const names = Object.keys({ ...record.fields, ...record.custom })
    if (problems.length === 0 && names.length > 0)
      yield good(
        `${written.title(record)}: the account knows ${names.map((name) => written.field(record, name)).join(', ')}`,
      )
  }
  yield* checkListed(records, lists)
  for (const name of lists.hidden())
    yield note(`the account does not show its ${name}: names of them cannot be looked up`)
}

async function findProblems(record: ConfiguredRecord, lists: Lists): Promise<Problem[]> {
  const { object } = record
  const { said, left } = separate(record.fields)
  const custom = separate(record.custom)
  const { values, problems } = coerced(object, said)
  const resolution = await resolveWith(lists, { object, fields: values, custom: custom.said })
  const unknown = await unknownFields(object, { ...left, ...custom.left }, lists)
  return [
    ...problems,
    ...resolution.problems,
    ...(await unknownIds(object, values, lists)),
    ...unknown,
  ]
}

/** What `{property}` stands for is known only when the event comes. */
function separate(fields: Fields): { said: Fields; left: Fields } {
  const entries = Object.entries(fields)
  const isLeft = ([, value]: [string, Json]) => JSON.stringify(value).includes('{')
  return {
    said: Object.fromEntries(entries.filter((entry) => !isLeft(entry))),
    left: Object.fromEntries(entries.filter(isLeft)),
  }
}

function coerced(object: RecordObject, fields: Fields): { values: Fields; problems: Problem[] } {
  const values: Fields = {}
  const problems: Problem[] = []
  for (const [field, given] of Object.entries(fields)) {
    const { coerce, wants } = KINDS[findRow(object, field)?.as ?? 'as it is']
    const value = coerce(given)
    if (value !== undefined) values[field] = value
    else problems.push({ field, reason: `left out: the value is not ${wants}`, value: given })
  }
  return { values, problems }
}

/** Fetches what is missing until everything can be said. */
async function resolveWith(
  lists: Lists,
  { object, fields, custom }: { object: RecordObject; fields: Fields; custom: Fields },
): Promise<Resolution> {
  for (;;) {
    const resolution = resolve(object, fields, custom, lists.catalog())
    if (resolution.missing.length === 0) return resolution
    await lists.load(resolution.missing)
  }
}

/** Custom fields whose value is not known yet must exist all the same. */
async function unknownFields(
  object: RecordObject,
  fields: Fields,
  lists: Lists,
): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const field of Object.keys(fields).filter((name) => name.startsWith('cf_'))) {
    const one = { object, fields: {}, custom: { [field]: 'value' } }
    const { unknown, problems: found } = await resolveWith(lists, one)
    if (unknown.length > 0) problems.push(...found)
  }
  return problems
}

/** Ids are sent as they are: only the doctor looks whether there is such a thing. */
async function unknownIds(object: RecordObject, fields: Fields, lists: Lists): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const [field, value] of Object.entries(fields)) {
    const row = findRow(object, field)
    if (row?.as !== 'reference' || row.list === undefined || typeof value !== 'number') continue
    const entries = await lists.entries(row.list)
    if (entries.length > 0 && !entries.some(({ id }) => id === value))
      problems.push({ field, reason: `left out: the account's ${row.list} have no such id`, value })
  }
  return problems
}

async function toFinding(
  record: ConfiguredRecord,
  { field, reason, value }: Problem,
  { lists, written }: Omit<Account, 'config'>,
): Promise<Finding> {
  const said = value === undefined ? '' : ` ${JSON.stringify(value)}`
  const text = `${written.title(record)}: ${written.field(record, field)}${said} would be ${reason}`
  return bad(record.variable, text, await offered({ object: record.object, field, value }, lists))
}

/** Freshsales' own fields, which an admin may have hidden or a plan may lack. */
async function* checkListed(records: readonly ConfiguredRecord[], lists: Lists): Findings {
  for (const { object, fields, variable } of records) {
    const list = fieldListOf(object)
    const listed = list === undefined ? [] : await lists.entries(list)
    // An account that does not show its fields says nothing about one of them.
    if (listed.length === 0) continue
    for (const field of Object.keys(fields).filter((name) => !name.startsWith('cf_'))) {
      const name = findRow(object, field)?.instead ?? field
      if (!listed.some((entry) => entry.name === name))
        yield note(
          `${variable}: the account does not list ${name} among the fields of a ${object}`,
          'Freshsales may ignore it; look for it in Admin settings.',
        )
    }
  }
}
