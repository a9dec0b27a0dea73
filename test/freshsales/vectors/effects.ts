import type { Json, JsonObject } from '../../../src/protocol/event.ts'
import { isObject } from '../../../src/protocol/json.ts'
import { bodyDifferences } from './compare.ts'
import type { Outcome } from './run.ts'
import type { Case } from './suite.ts'

/** Where the documented effects of a case did not come about. */
export function effectDifferences(vector: Case, outcome: Outcome): string[] {
  const { effects = [], absent = [], counts = {} } = vector.expected
  const contact = recordsOf(outcome, 'contact')
  return [
    ...effects.flatMap((effect) => effectDifference(effect, outcome)),
    ...absent.flatMap(({ fields }) =>
      fields
        .filter((path) => contact.some((record) => at(record, path) !== undefined))
        .map((path) => `stored ${path}`),
    ),
    ...(counts['contact'] === undefined || peopleIn(outcome).length === counts['contact']
      ? []
      : ['wrong number of contacts']),
  ]
}

function effectDifference(effect: JsonObject, outcome: Outcome): string[] {
  switch (effect['op']) {
    case 'none': {
      const writes = outcome.sent.filter(({ method }) => method !== 'GET')
      return writes.map(({ url }) => `wrote ${url}`)
    }
    case 'upsert':
      return upsertDifference(effect, outcome)
    case 'link':
      return isLinked(effect['a'] as JsonObject, effect['b'] as JsonObject, outcome)
        ? []
        : [`no link ${JSON.stringify(effect)}`]
    case 'event':
    case 'pageview':
      return timelineDifference(effect, outcome)
    default:
      return [`unknown effect ${String(effect['op'])}`]
  }
}

/** On an account without leads every person is a contact. */
const WRAPPERS: { readonly [object: string]: string } = { person: 'contact', lead: 'contact' }

function upsertDifference({ object, key, fields }: JsonObject, outcome: Outcome): string[] {
  const wrapper = WRAPPERS[String(object)] ?? String(object)
  const { email, ...wanted } = fields as JsonObject
  const expected = email === undefined ? wanted : { ...wanted, emails: email }
  const records = recordsOf(outcome, wrapper, key as JsonObject)
  if (records.length === 0) return [`no ${wrapper} ${JSON.stringify(key)}`]
  const merged = Object.assign({}, ...records) as JsonObject
  return bodyDifferences(expected, merged, { tolerate: [], match: 'subset', path: wrapper })
}

function recordsOf({ sent }: Outcome, wrapper: string, key: JsonObject = {}): JsonObject[] {
  return sent.flatMap(({ body }) => {
    const record = body?.[wrapper]
    if (!isObject(record)) return []
    const identifier = body?.['unique_identifier']
    const identity = isObject(identifier) ? identifier : record
    const isWanted = Object.entries(key).every(
      ([name, value]) => identity[name === 'email' ? 'emails' : name] === value,
    )
    return isWanted ? [record] : []
  })
}

function isLinked(a: JsonObject, b: JsonObject, outcome: Outcome): boolean {
  const kinds = [a['object'], b['object']].map((object) => WRAPPERS[String(object)] ?? object)
  if (kinds[0] === 'deal') {
    const deal = recordsOf(outcome, 'deal', a['key'] as JsonObject)[0]
    return kinds[1] === 'contact'
      ? Array.isArray(deal?.['contacts_added_list']) && deal['contacts_added_list'].length === 1
      : deal?.['sales_account_id'] !== undefined
  }
  return recordsOf(outcome, 'contact', a['key'] as JsonObject).some(
    (record) => record['sales_accounts'] !== undefined,
  )
}

function timelineDifference(
  effect: JsonObject,
  { interpretation, event, sent }: Outcome,
): string[] {
  const { actor, name, properties = {}, url, title, at: moment, op } = effect
  const wanted = (actor as JsonObject)['email']
  const change = interpretation.changes.find(
    ({ object }) => object === (op === 'event' ? 'event' : 'page'),
  )
  if (change === undefined) return [`no ${String(op)}`]
  // The address holds the path and the search; the entry shows the address.
  const { path: _, search: __, ...told } = properties as JsonObject
  const expected: JsonObject =
    op === 'event'
      ? { name: name ?? null, properties }
      : { url: url ?? null, title: title ?? null, ...told, ...(name ? { name } : {}) }
  const note = sent.find(({ url: address }) => address.endsWith('/notes'))
  return [
    ...(interpretation.people.email === wanted ? [] : [`actor ${interpretation.people.email}`]),
    ...(moment === undefined || event?.timestamp === moment ? [] : [`at ${event?.timestamp}`]),
    ...(note === undefined ? ['no timeline entry'] : []),
    ...bodyDifferences(expected, { ...change } as JsonObject, {
      tolerate: [],
      match: 'subset',
      path: String(op),
    }),
  ]
}

function peopleIn({ sent }: Outcome): Json[] {
  const emails = sent.flatMap(({ body }) =>
    isObject(body?.['contact']) && isObject(body['unique_identifier'])
      ? [body['unique_identifier']['emails'] ?? null]
      : [],
  )
  return [...new Set(emails)]
}

function at(record: JsonObject, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>((value, key) => (isObject(value) ? value[key] : undefined), record)
}
