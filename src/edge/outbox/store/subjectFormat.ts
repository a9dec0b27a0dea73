import type { Subject } from '../parts/parts.ts'
import { createPerson } from '../person/createPerson.ts'
import { createAccount } from '../person/personCore.ts'
import { createRowFormat, fillIn } from './rowFormat.ts'
import { byNameOf, isFlag, isNumber, isText, listOf, optional, withParts } from './shape.ts'

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
