import { clock } from '../../../../src/freshsales/timeline/duration.ts'
import type { Json, JsonObject } from '../../../../src/protocol/event.ts'
import { control } from '../../harness.ts'
import type { Effect, RecordKey, Sighting, VectorCase } from './case.ts'

/** The CRM as the simulator shows it. */
type Crm = { [plural: string]: JsonObject[] }

const PLURALS: { readonly [object: string]: string } = {
  contact: 'contacts',
  lead: 'leads',
  sales_account: 'sales_accounts',
  deal: 'deals',
}

/** Where the documented effects of a case are not in the CRM; empty when all are. */
export async function missingEffects(
  vector: VectorCase,
  { people, receivedAt }: Pick<Scene, 'people' | 'receivedAt'>,
): Promise<string[]> {
  const crm = await control<Crm>('/simulator/records')
  const { effects = [], absent = [], counts = {} } = vector.expected
  const person = crm[people]?.[0]
  return [
    ...effects.flatMap((effect) => missing(effect, { crm, people, vector, receivedAt })),
    ...absent
      .flatMap(({ fields }) => fields)
      .filter((path) => person && (at(person, path) ?? null) !== null)
      .map((path) => `stored ${path}`),
    ...(counts.contact === undefined || crm[people]?.length === counts.contact
      ? []
      : [`${crm[people]?.length} contacts`]),
  ]
}

interface Scene {
  crm: Crm
  /** `contacts`, or `leads` on a classic account. */
  people: string
  vector: VectorCase
  /** When the edge got the event, epoch milliseconds. */
  receivedAt: number
}

function missing(effect: Effect, scene: Scene): string[] {
  switch (effect.op) {
    case 'none':
      return Object.entries(scene.crm).flatMap(([plural, records]) =>
        records.length > 0 ? [`made ${plural}`] : [],
      )
    case 'upsert': {
      const record = find(effect, scene)
      return record
        ? differences(effect.fields, record, effect.object)
        : [`no ${JSON.stringify(effect)}`]
    }
    case 'link':
      return isLinked(find(effect.a, scene), find(effect.b, scene))
        ? []
        : [`no link ${JSON.stringify(effect)}`]
    case 'event':
    case 'pageview':
      return untold(effect, scene)
  }
}

/** A person is a lead on a classic account, and carries the company and the deal inside. */
function find({ object, key }: RecordKey, { crm, people }: Scene): JsonObject | undefined {
  const plural = ['person', 'contact', 'lead'].includes(object) ? people : PLURALS[object]
  const inside = (lead: JsonObject) => lead[object === 'sales_account' ? 'company' : object] ?? null
  const nested = (crm['leads'] ?? []).map(inside).filter(isObject)
  return [...(crm[plural ?? ''] ?? []), ...nested].find((record) =>
    Object.entries(key).every(([name, value]) => record[name] === value),
  )
}

function isLinked(a: JsonObject | undefined, b: JsonObject | undefined): boolean {
  const linked = [a?.['sales_accounts'], a?.['contacts'], a?.['sales_account_id']]
  return b?.['id'] !== undefined && JSON.stringify(linked).includes(String(b['id']))
}

/** What a sales rep cannot read in the person's timeline. */
function untold(effect: Sighting, scene: Scene): string[] {
  const person = scene.crm[scene.people]?.find(({ email }) => email === effect.actor.email)
  const told = JSON.stringify(person?.['timeline'] ?? '')
  // The address holds the path and the search; where the person came from is said in words.
  const {
    path: _,
    search: __,
    referrer: ___,
    category: ____,
    ...properties
  } = effect.properties ?? {}
  const wanted =
    effect.op === 'event'
      ? [
          effect.name,
          ...Object.entries(properties).map(([name, value]) => `${name}: ${text(value)}`),
        ]
      : [effect.title, new URL(effect.url ?? '').pathname]
  const zone = person?.['time_zone']
  if (effect.at !== undefined)
    wanted.push(clock(momentOf(effect.at, scene), typeof zone === 'string' ? zone : undefined))
  return wanted
    .map((words) => JSON.stringify(words).slice(1, -1))
    .filter((words) => !told.includes(words))
    .map((words) => `not told: ${words}`)
}

/** As notes show it: harmless as HTML. */
const text = (value: Json) =>
  (typeof value === 'object' ? JSON.stringify(value) : String(value)).replaceAll('"', '&quot;')

/** The case arrives now instead of when it was written. */
function momentOf(moment: string, { vector: { event }, receivedAt }: Scene): number {
  return receivedAt - (Date.parse(String(event['receivedAt'])) - Date.parse(moment))
}

/** Where a record lacks what is wanted of it; numbers may be written as text. */
export function differences(wanted: JsonObject, record: JsonObject, path: string): string[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const stored = record[name] ?? null
    if (isObject(value) && isObject(stored)) return differences(value, stored, `${path}.${name}`)
    return isSame(value, stored) || (name === BUCKETED && Number(stored) <= Number(value))
      ? []
      : [`${path}.${name}: ${JSON.stringify(stored)} instead of ${JSON.stringify(value)}`]
  })
}

/** Freshsales keeps the lower bound of the size that a company falls into. */
const BUCKETED = 'number_of_employees'

function isSame(wanted: Json, stored: Json): boolean {
  if (JSON.stringify(wanted) === JSON.stringify(stored)) return true
  const isNumber = typeof wanted === 'number' && stored !== null && stored !== ''
  return String(wanted) === String(stored) || (isNumber && Number(stored) === wanted)
}

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function at(record: JsonObject, path: string): Json | undefined {
  return path
    .split('.')
    .reduce<Json | undefined>(
      (value, key) => (value !== undefined && isObject(value) ? value[key] : undefined),
      record,
    )
}
