import * as v from 'valibot'
import { createAccount, createPerson, type Subject } from '../person.ts'
import { fillIn } from './fillIn.ts'
import { createRowFormat } from './rowFormat.ts'

const stamped = v.record(v.string(), v.looseObject({ at: v.number() }))
const byName = v.record(v.string(), v.boolean())

/** What every version writes of a person or an account. */
const common = {
  keys: v.array(v.string()),
  attempts: v.number(),
  lastSeenAt: v.number(),
  fields: stamped,
  custom: stamped,
}

/**
 * What the code that works with a row takes for granted; all else is a part's own matter. It says
 * no more than is needed for a torn row to be noticed here and not in the middle of a turn.
 */
const whole = v.variant('kind', [
  v.looseObject({ ...common, kind: v.literal('account'), name: v.string() }),
  v.looseObject({
    ...common,
    kind: v.literal('person'),
    seen: v.record(v.string(), v.string()),
    accounts: v.optional(byName),
    tags: v.optional(byName),
    deals: v.optional(v.record(v.string(), v.looseObject({ fields: stamped, custom: stamped }))),
    activities: v.optional(v.array(v.looseObject({ at: v.number() }))),
    tracked: v.optional(v.array(v.looseObject({}))),
    visits: v.optional(
      v.array(
        v.looseObject({
          startedAt: v.number(),
          lastSeenAt: v.number(),
          pages: v.array(v.looseObject({ views: v.number() })),
          events: v.array(v.looseObject({})),
        }),
      ),
    ),
  }),
])

/** A person or an account, in the column `state` of their row. */
export const subjectFormat = createRowFormat<Subject>({
  version: 1,
  upgrades: [],
  complete: (row): row is Subject => v.is(whole, row) && fillIn(row, emptyOf(row.kind)),
})

const emptyOf = (kind: Subject['kind']) =>
  kind === 'person' ? createPerson(0) : createAccount('', 0)
