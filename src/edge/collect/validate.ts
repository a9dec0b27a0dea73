// Pure: an event as it came in, an event of the right shape or a reason out.
import type { People, Problem } from '../../freshsales/change.ts'
import { addressesIn } from '../../freshsales/interpret/addressesIn.ts'
import { peopleOf } from '../../freshsales/interpret/people.ts'
import type { InterpretSettings } from '../../freshsales/settings.ts'
import { MAX_ID_CHARACTERS } from '../../protocol/batch.ts'
import { EVENT_TYPES, type Event, type EventType, type JsonObject } from '../../protocol/event.ts'
import { cleanId, identifiesNobody } from '../../protocol/identifier.ts'
import { isBlank, isObject, isNothing as saysNothing } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { readRawForm } from './rawForm.ts'

/** Reads what was given for a field; undefined where that is nothing. */
type Read = (given: unknown) => unknown

/** What is read of a value that cannot be meant. */
const WRONG: unique symbol = Symbol('wrong')

/** Ids come from databases too, as numbers; above 2^53 a number has lost digits on its way. */
function requiredId(given: unknown): string | typeof WRONG {
  if (typeof given !== 'string' && !Number.isSafeInteger(given)) return WRONG
  const clean = cleanId(String(given))
  return clean === '' || clean.length > MAX_ID_CHARACTERS ? WRONG : clean
}

const ID_RULE = `must be text of at most ${MAX_ID_CHARACTERS} characters`
const id = (given: unknown) => (given === undefined ? undefined : requiredId(given))

/** PHP writes an empty list where it has an empty object, and false or "" where it has none. */
function dictionary(given: unknown): JsonObject | undefined | typeof WRONG {
  if (isObject(given)) return given
  return isNothing(given) ? undefined : WRONG
}

const anything = (given: unknown) => given

/** A page may be called 404. What is no text at all names nothing. */
function label(given: unknown): string | undefined {
  return typeof given === 'number' ? String(given) : typeof given === 'string' ? given : undefined
}

const common = {
  messageId: id,
  userId: id,
  anonymousId: id,
  timestamp: anything,
  originalTimestamp: anything,
  sentAt: anything,
  context: dictionary,
  integrations: dictionary,
}

/**
 * What is read of an event, and how. Intentionally not valibot: each event of each request passes here,
 * and there this takes four times as long.
 */
const SHAPES = {
  identify: { ...common, traits: dictionary, properties: dictionary },
  group: { ...common, groupId: id, traits: dictionary, properties: dictionary },
  track: { ...common, event: requiredId, properties: dictionary },
  page: { ...common, name: label, category: label, properties: dictionary },
  screen: { ...common, name: label, category: label, properties: dictionary },
  alias: { ...common, userId: requiredId, previousId: requiredId },
} as const satisfies { [Type in EventType]: { [field: string]: Read } }

type Shape<Type extends EventType> = (typeof SHAPES)[Type]

/** What to say of a field that has the wrong shape. */
const RULES: { readonly [field: string]: string } = {
  event: `${ID_RULE}, the name of what happened`,
  traits: 'must be an object',
  properties: 'must be an object',
  context: 'must be an object',
  integrations: 'must be an object',
}

/** An event of the right shape, whose clock and surroundings are still as they were sent. */
export type Draft = {
  [Type in EventType]: { type: Type } & {
    -readonly [Field in keyof Shape<Type>]: Shape<Type>[Field] extends (
      given: unknown,
    ) => infer Value
      ? Exclude<Value, typeof WRONG>
      : never
  }
}[EventType]

/** An event of the right shape, and whom it names. */
export interface Validated {
  draft: Draft
  /** As the code that interprets the event sees it. */
  people: People
  /** Ids that were left out, because they identify nobody. */
  problems: Problem[]
  isTyped: boolean
}

export function validate(
  raw: unknown,
  settings: Pick<InterpretSettings, 'actions'>,
): Result<Validated> {
  if (!isObject(raw)) return fail('must be an object')
  const type = typeof raw['type'] === 'string' ? raw['type'].toLowerCase() : undefined
  const known = EVENT_TYPES.find((each) => each === type)
  if (known === undefined) return fail(`type: must be one of ${EVENT_TYPES.join(', ')}`)
  const { event, problems } = withoutIdsOfNobody(raw)
  const shaped = readShape(event, known)
  if (!shaped.ok) {
    const field = shaped.reason
    const nobody = problems.find((problem) => problem.field === field)
    return fail(`${field}: ${nobody?.reason ?? RULES[field] ?? ID_RULE}`)
  }
  const read = readRawForm(shaped.value)
  if (!read.ok) return read
  const { people } = peopleOf(read.value.draft as Event, settings)
  const validated = { ...read.value, people, problems }
  const fault = findFault(validated)
  return fault === undefined ? succeed(validated) : fail(fault)
}

/** What an event of this type has, and nothing else of it; the reason is the field at fault. */
function readShape(event: JsonObject, type: EventType): Result<Draft> {
  const draft: { [field: string]: unknown } = { type }
  const shape: { [field: string]: Read } = SHAPES[type]
  for (const field in shape) {
    const value = shape[field]?.(event[field])
    if (value === WRONG) return fail(field)
    if (value !== undefined) draft[field] = value
  }
  return succeed(draft as Draft)
}

const ID_FIELDS = ['userId', 'anonymousId', 'previousId', 'groupId', 'messageId'] as const

/** Libraries send null, false or "" for an id that they do not know, careless sites `0` or `undefined`. */
function withoutIdsOfNobody(raw: JsonObject): { event: JsonObject; problems: Problem[] } {
  const problems: Problem[] = []
  const event = { ...raw }
  for (const field of ID_FIELDS) {
    const given = raw[field]
    if (given === undefined) continue
    if (isNothing(given)) delete event[field]
    else if (typeof given !== 'object' && isUnset(field, String(given))) {
      delete event[field]
      const reason = `left out: ${JSON.stringify(given).slice(0, 40)} identifies nobody`
      problems.push({ field, reason })
    }
  }
  return { event, problems }
}

/** Messages may well be counted from zero, people are not. */
function isUnset(field: (typeof ID_FIELDS)[number], id: string): boolean {
  return identifiesNobody(id) && (field !== 'messageId' || /\p{L}/u.test(id))
}

/** Nothing was said, in the ways in which languages say nothing. */
function isNothing(value: unknown): boolean {
  return (
    value === null ||
    value === undefined ||
    value === false ||
    (typeof value === 'string' && cleanId(value) === '') ||
    (Array.isArray(value) && value.length === 0)
  )
}

/** An event must say whom it is about, and an introduction must not give an address that is none. */
function findFault({ draft, people, problems }: Validated): string | undefined {
  const given = draft.type === 'identify' ? draft.traits?.['email'] : undefined
  const isRead = people.emails.some((email) => email === given)
  if (!isRead && !isNothing(given) && !saysNothing(given) && addressesIn(given).length === 0) {
    return 'traits.email: is not an e-mail address'
  }
  if (people.userId || people.anonymousId) return undefined
  // The Segment spec asks for an id. An address will do, if the same event can be known again.
  if (draft.messageId && (people.email || isNamedGroup(draft))) return undefined
  const nobody = problems.find(({ field }) => field !== 'messageId' && field !== 'groupId')
  return nobody
    ? `${nobody.field}: ${nobody.reason}; send userId or anonymousId, or messageId with an e-mail address`
    : 'userId: is missing; send userId or anonymousId, or messageId with an e-mail address'
}

/** A company is somebody without a person in it. */
function isNamedGroup({ context, ...draft }: Draft): boolean {
  const traits = isObject(context?.['traits']) ? context['traits'] : {}
  return draft.type === 'group' && !(isBlank(draft.traits?.['name']) && isBlank(traits['name']))
}
