import * as v from 'valibot'
import { OUTCOMES } from '../outbox/journal/outcomes.ts'
import type { Ask, OperationName } from '../outbox/operator/operations.ts'

// What each question and order takes, whether it comes in a query or in a body.

const id = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

/** A number in a query is a text. */
const idText = v.pipe(v.string(), v.digits(), v.transform(Number), v.safeInteger())

/** As people write it: `2026-11-21T20:00:00Z`. */
const moment = v.pipe(
  v.string(),
  v.isoTimestamp('must be a time like 2026-11-21T20:00:00Z'),
  v.transform((text) => Date.parse(text)),
)

/** Longer than any e-mail address. */
const MAX_SEARCH_CHARACTERS = 320

const someLetters = v.union(
  [v.strictObject({ id }), v.strictObject({ like: id }), v.strictObject({ all: v.literal(true) })],
  'give one of {"id": number}, {"like": number} or {"all": true}',
)

export const ASKS = {
  overview: v.object({}),
  deliveries: v.object({
    after: v.exactOptional(idText),
    before: v.exactOptional(idText),
    outcome: v.exactOptional(v.picklist(OUTCOMES)),
  }),
  waiting: v.object({}),
  deadLetters: v.object({ like: v.exactOptional(idText), before: v.exactOptional(idText) }),
  replay: someLetters,
  deleteLetters: someLetters,
  findPeople: v.object({ text: v.pipe(v.string(), v.maxLength(MAX_SEARCH_CHARACTERS)) }),
  person: v.object({ id: idText }),
  release: v.object({ id }),
  forget: v.object({ id, inFreshsales: v.boolean() }),
  pause: v.object({}),
  resume: v.object({}),
  restore: v.object({ at: moment }),
} satisfies { [Name in OperationName]: v.BaseSchema<unknown, Ask<Name>, v.BaseIssue<unknown>> }
