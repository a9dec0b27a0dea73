import type { Json, JsonObject } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Call } from '../api/call.ts'
import type { Problem } from '../change.ts'
import { placesIn } from './places.ts'
import { INDISPENSABLE, PAIRED } from './remedies.ts'
import { withAmount } from './withAmount.ts'

/**
 * Finds the bad field of a refused record whose refusal names none. Pure: a state goes in, the next
 * call comes out, and `learn` takes what became of it.
 *
 * Each call carries half of the suspects, and what is known to be good but was in a refused call.
 * Taken: those fields are in the CRM, the other half is suspected. Refused: the half is suspected,
 * the other is good. With one bad field among sixteen, five calls are enough; fields that stand
 * together (an amount and its currency) count as one.
 */
export interface Bisection {
  /** The record as it was refused, under `record` in the body. */
  call: Call
  record: string
  /** Groups of fields (`job_title`, `custom_field.cf_plan`) of which one is refused. */
  suspects: string[][]
  /** Fields that are not to blame and are not in the CRM yet. */
  good: string[]
  /** Fields that are known to be refused. */
  bad: string[]
  /** Some of the record has been taken: what is left only adds to it. */
  isStored: boolean
  /** Calls that may still be made. */
  left: number
}

const MAX_CALLS = 5

/** What a record of a person is worth without the rest. */
const BARE = ['first_name', 'last_name']

/** The search for a refused call; undefined where nothing can be left out. The refused call itself has been made. */
export function startBisection(call: Call, calls: number = MAX_CALLS): Bisection | undefined {
  const record = Object.keys(call.body ?? {}).find(
    (key) => key !== 'unique_identifier' && isObject(call.body?.[key]),
  )
  if (record === undefined || call.method === 'GET' || call.method === 'DELETE') return undefined
  const suspects = withinReach(groupsOf(spareable(call, record)), calls)
  return suspects.length === 0
    ? undefined
    : { call, record, suspects, good: [], bad: [], isStored: false, left: calls }
}

/** The next call, and the groups that it tries; undefined when the search is over. */
export function nextCall(state: Bisection): { call: Call; tried: string[][] } | undefined {
  const { suspects, good, isStored, left } = state
  const isFound = suspects.length <= 1
  if (left < 0 || (isStored && (left === 0 || (isFound && good.length === 0)))) return undefined
  // Several fields are bad: better a record with a name and an address than none.
  if (left === 0) return { call: callWith(state, BARE), tried: [] }
  // The last call must not be wasted on a guess: what is certain goes out.
  const tried = isFound || left === 1 ? [] : suspects.slice(0, Math.ceil(suspects.length / 2))
  return { call: callWith(state, [...good, ...tried.flat()]), tried }
}

/** What is known once the call was taken or refused; `id` is that of the record that it made. */
export function learn(
  state: Bisection,
  tried: string[][],
  outcome: { isTaken: boolean; id?: number | undefined },
): Bisection {
  const { suspects, good, bad, left, isStored } = state
  if (left === 0) return { ...state, isStored: outcome.isTaken, left: -1 }
  const others = suspects.filter((group) => !tried.includes(group))
  if (outcome.isTaken) {
    const call = isStored ? state.call : asUpdate(state.call, outcome.id)
    return { ...state, call, suspects: others, good: [], isStored: true, left: left - 1 }
  }
  // What was certain was refused: another field is bad as well, and it is among those.
  if (tried.length === 0) {
    const known = [...bad, ...suspects.flat()]
    return { ...state, suspects: groupsOf(good), good: [], bad: known, left: left - 1 }
  }
  return { ...state, suspects: tried, good: [...good, ...others.flat()], left: left - 1 }
}

/** What the record lost when the search is over. */
export function lostFields(state: Bisection, messages: readonly string[]): Problem[] {
  const said =
    messages.length === 0 ? '' : `; Freshsales said ${JSON.stringify(messages.join('; '))}`
  const lost = [...new Set([...state.bad, ...state.suspects.flat(), ...state.good])]
  return lost
    .filter((field) => !(state.left < 0 && BARE.includes(field)))
    .map((field) => ({
      field: field.replace(/^custom_field\./, ''),
      reason: `left out: Freshsales takes the record without it${said}`,
      value: fieldValue(state, field) ?? null,
    }))
}

function spareable(call: Call, record: string): string[] {
  const identified = call.body?.['unique_identifier']
  const holder = call.body?.[record] as JsonObject
  return Object.entries(holder).flatMap(([field, value]) => {
    if (INDISPENSABLE.has(field) || (isObject(identified) && field in identified)) return []
    if (field !== 'custom_field' || !isObject(value)) return [field]
    return Object.keys(value).map((name) => `custom_field.${name}`)
  })
}

/** An amount is tried with its currency: alone it would be another. */
function groupsOf(fields: readonly string[]): string[][] {
  const follows = (field: string) =>
    Object.entries(PAIRED).find(([unit, paired]) => paired === field && fields.includes(unit))
  return fields
    .filter((field) => follows(field) === undefined)
    .map((field) => {
      const paired = PAIRED[field]
      return paired !== undefined && fields.includes(paired) ? [field, paired] : [field]
    })
}

/** More groups than the calls can tell apart are joined at the end, where custom fields are. */
function withinReach(groups: string[][], calls: number): string[][] {
  const most = 2 ** Math.max(0, calls - 1)
  if (groups.length <= most) return groups
  const size = Math.ceil(groups.length / most)
  const joined: string[][] = []
  for (let at = 0; at < groups.length; at += size) joined.push(groups.slice(at, at + size).flat())
  return joined
}

function callWith(state: Bisection, fields: readonly string[]): Call {
  const holder = state.call.body?.[state.record] as JsonObject
  const left = new Set(spareable(state.call, state.record).filter((one) => !fields.includes(one)))
  const record: JsonObject = {}
  for (const [field, value] of Object.entries(holder)) {
    if (field === 'custom_field' && isObject(value)) {
      const kept = Object.entries(value).filter(([name]) => !left.has(`custom_field.${name}`))
      if (kept.length > 0) record[field] = Object.fromEntries(kept)
    } else if (!left.has(field)) record[field] = value
  }
  const body = { ...state.call.body, [state.record]: record }
  // An upsert that says nothing but who it is about still finds the record.
  const identified = body['unique_identifier']
  if (placesIn(body).length === 0 && isObject(identified)) body[state.record] = { ...identified }
  return withAmount({ ...state.call, body })
}

/** A record that was made is added to by its id; an upsert finds it again by itself. */
function asUpdate(call: Call, id: number | undefined): Call {
  if (id === undefined || call.method !== 'POST' || isObject(call.body?.['unique_identifier']))
    return call
  return { ...call, method: 'PUT', path: `${call.path.split('?', 1)[0]}/${id}` }
}

function fieldValue({ call, record }: Bisection, field: string): Json | undefined {
  let value: Json | undefined = call.body?.[record]
  for (const key of field.split('.')) value = isObject(value) ? value[key] : undefined
  return value
}
