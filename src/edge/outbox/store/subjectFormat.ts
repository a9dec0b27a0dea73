import { isObject } from '../../../protocol/json.ts'
import type { Subject } from '../parts/parts.ts'
import { createPerson } from '../person/person.ts'
import { createAccount } from '../person/personCore.ts'
import { createRowFormat, fillIn } from './rowFormat.ts'

/**
 * Whether a value has a shape. Intentionally not valibot: a person's row is read several times for
 * each call, and there this takes a third of the time.
 */
export type Shape = (value: unknown) => boolean

export const isNumber: Shape = (value) => typeof value === 'number'
export const isText: Shape = (value) => typeof value === 'string'
export const isFlag: Shape = (value) => typeof value === 'boolean'

export const optional =
  (is: Shape): Shape =>
  (value) =>
    value === undefined || is(value)

export const listOf =
  (is: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every((each) => is(each))

export const byNameOf =
  (is: Shape): Shape =>
  (value) => {
    if (!isObject(value)) return false
    for (const name of Object.keys(value)) if (!is(value[name])) return false
    return true
  }

/** With at least these parts. */
export function withParts(parts: { [part: string]: Shape }): Shape {
  const checks = Object.entries(parts)
  return (value) => isObject(value) && checks.every(([name, is]) => is(value[name]))
}

const stamped = byNameOf(withParts({ at: isNumber }))

/** What every version writes of a person or an account. */
const common = {
  keys: listOf(isText),
  attempts: isNumber,
  lastSeenAt: isNumber,
  fields: stamped,
  custom: stamped,
}

const visit = withParts({
  startedAt: isNumber,
  lastSeenAt: isNumber,
  pages: listOf(withParts({ views: isNumber })),
  events: listOf(withParts({})),
})

/**
 * What the code that works with a row takes for granted; all else is a part's own matter. It says
 * no more than is needed for a torn row to be noticed here and not in the middle of a turn.
 */
const WHOLE = {
  account: withParts({ ...common, name: isText }),
  person: withParts({
    ...common,
    seen: byNameOf(isText),
    accounts: optional(byNameOf(isFlag)),
    tags: optional(byNameOf(isFlag)),
    deals: optional(byNameOf(withParts({ fields: stamped, custom: stamped }))),
    activities: optional(listOf(withParts({ at: isNumber }))),
    tasks: optional(listOf(withParts({ at: isNumber }))),
    hot: optional(withParts({})),
    tracked: optional(listOf(withParts({}))),
    visits: optional(listOf(visit)),
  }),
}

/** A person or an account, in the column `state` of their row. */
export const subjectFormat = createRowFormat<Subject>({
  version: 1,
  upgrades: [],
  complete(row): row is Subject {
    const { kind } = row as Partial<Subject>
    if (kind !== 'person' && kind !== 'account') return false
    return WHOLE[kind](row) && fillIn(row, emptyOf(kind))
  },
})

const emptyOf = (kind: Subject['kind']) =>
  kind === 'person' ? createPerson(0) : createAccount('', 0)
