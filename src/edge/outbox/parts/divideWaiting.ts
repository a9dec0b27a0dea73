import type { Fields } from '../../../freshsales/change.ts'
import { isUnlikely } from '../../../freshsales/mapping/isUnlikely.ts'
import { isForNewContacts } from '../../../freshsales/mapping/protected.ts'
import {
  FILL_FIELDS,
  FILLED_FIELDS,
  findRow,
  SET_ONCE_FIELDS,
} from '../../../freshsales/mapping/tables.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Config } from '../../settings/config.ts'
import { isNew, type PersonCore } from '../person/personCore.ts'
import { rankOf, type Stamped, type StampedRecord } from '../person/stamped.ts'
import type { PlanContext } from './part.ts'

/** What a contact is known to be without, by API name. */
export interface BlankHolder {
  blank?: string[]
}

export interface DividedValues {
  /** What goes into the contact now. */
  fields: Fields
  custom: Fields
  /** What does not, because the contact was there and another's word stands in it. */
  dropped: Fields
  /** What goes once it is known where the contact stands. */
  later: Fields
  /** The part of it that somebody asked for, for sales people to read. */
  asked: Fields
  /** Custom values that may only fill what is empty, which shows once their names are known. */
  filling: Fields
}

/**
 * What of a contact's waiting values may be sent. Until it is known whether the contact was there, a
 * page's word on what decides about it waits, and so does what only fills.
 */
export function divideWaiting(
  person: PersonCore & StampedRecord & BlankHolder,
  { existing, back }: Pick<Config, 'existing'> & { back?: ReadonlySet<string> },
): DividedValues {
  const divided: DividedValues = {
    fields: {},
    custom: {},
    dropped: {},
    later: {},
    asked: {},
    filling: {},
  }
  for (const [name, stamped] of waitingIn(person.fields)) {
    const fate = back?.has(name)
      ? 'drop'
      : fateOf(name, stamped, { person, isFilling: existing === 'fill' })
    if (fate === 'send') divided.fields[name] = stamped.value
    if (fate === 'wait' && stamped.forward) divided.later[name] = stamped.value
    if (fate === 'drop') divided.dropped[name] = stamped.value
    if (fate === 'drop' && isAsked(name, stamped)) divided.asked[name] = stamped.value
  }
  for (const [name, stamped] of waitingIn(person.custom)) {
    const isFilling = existing === 'fill' && rankOf(stamped) === 'page'
    if (isFilling && person.existed === undefined) continue
    divided.custom[name] = stamped.value
    if (isFilling) divided.filling[name] = stamped.value
  }
  return divided
}

const waitingIn = (fields: StampedRecord['fields']) =>
  Object.entries(fields).filter(([, { delivered }]) => !delivered)

type Fate = 'send' | 'wait' | 'drop'

function fateOf(
  name: string,
  stamped: Stamped,
  { person, isFilling }: { person: PersonCore & BlankHolder; isFilling: boolean },
): Fate {
  // An event moves on a contact whose stage is known.
  if (stamped.forward && isNew(person)) return 'wait'
  const isPages = rankOf(stamped) === 'page' && name !== 'emails'
  const isFirst = SET_ONCE_FIELDS.has(name)
  const isGuarded = isPages && isForNewContacts(name)
  const fills =
    FILL_FIELDS.has(name) ||
    (isPages && (isFilling || FILLED_FIELDS.has(name) || isUnlikely(name, stamped.value)))
  if (!isFirst && !isGuarded && !fills) return 'send'
  if (person.existed === undefined) return 'wait'
  if (isFirst || isGuarded) return person.existed ? 'drop' : 'send'
  if (!person.existed && !isFilling && !FILL_FIELDS.has(name) && !FILLED_FIELDS.has(name))
    return 'send'
  return person.blank?.includes(findRow('contact', name)?.instead ?? name) ? 'send' : 'drop'
}

/** What the browser tells by itself nobody asked for. */
function isAsked(name: string, stamped: Stamped): boolean {
  const isTold = SET_ONCE_FIELDS.has(name) || FILL_FIELDS.has(name) || name === 'external_id'
  return !isTold && rankOf(stamped) === 'page'
}

/** `EXISTING=fill`: of a page's custom values only those that nothing stands for. */
export function fillCustom(
  object: 'contact' | 'lead',
  payload: JsonObject,
  {
    person,
    divided,
    context,
  }: { person: BlankHolder; divided: DividedValues; context: Pick<PlanContext, 'catalog'> },
): { payload: JsonObject; asked: JsonObject } {
  const all = payload['custom_field']
  if (!isObject(all) || Object.keys(divided.filling).length === 0) return { payload, asked: {} }
  const own = resolve(object, {}, divided.filling, context.catalog).payload['custom_field']
  const kept = { ...all }
  const asked: JsonObject = {}
  for (const name of Object.keys(isObject(own) ? own : {})) {
    if (person.blank?.includes(name)) continue
    asked[name] = all[name] ?? null
    delete kept[name]
  }
  const { custom_field: _, ...rest } = payload
  return { payload: Object.keys(kept).length > 0 ? { ...rest, custom_field: kept } : rest, asked }
}
