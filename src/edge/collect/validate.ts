// Pure: an event as it came in, an event of the right shape or a reason out.
import * as v from 'valibot'
import { EVENT_TYPES, type EventType, type JsonObject } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import { MAX_ID_CHARACTERS } from '../../protocol/limits.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import { toEmail } from '../../protocol/toEmail.ts'

/** Ids come from databases too, as numbers; above 2^53 a number has lost digits on its way. */
const idText = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger(), v.transform(String))]),
  v.trim(),
  v.maxLength(MAX_ID_CHARACTERS),
)

const ID_RULE = `must be text of at most ${MAX_ID_CHARACTERS} characters`

/** Libraries send null or "" for what they do not know. */
const id = v.optional(
  v.pipe(
    v.nullable(idText),
    v.transform((value) => value || undefined),
  ),
)
const requiredId = v.pipe(idText, v.minLength(1))
const dictionary = v.optional(
  v.pipe(
    v.nullable(v.custom<JsonObject>(isObject)),
    v.transform((value) => value ?? undefined),
  ),
)
const anything = v.optional(v.unknown())
const label = v.optional(v.nullable(v.string()))

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

const SHAPES = {
  identify: v.object({
    type: v.literal('identify'),
    ...common,
    traits: dictionary,
    properties: dictionary,
  }),
  group: v.object({
    type: v.literal('group'),
    ...common,
    groupId: id,
    traits: dictionary,
    properties: dictionary,
  }),
  track: v.object({
    type: v.literal('track'),
    ...common,
    event: requiredId,
    properties: dictionary,
  }),
  page: v.object({
    type: v.literal('page'),
    ...common,
    name: label,
    category: label,
    properties: dictionary,
  }),
  screen: v.object({
    type: v.literal('screen'),
    ...common,
    name: label,
    category: label,
    properties: dictionary,
  }),
  alias: v.object({
    type: v.literal('alias'),
    ...common,
    userId: requiredId,
    previousId: requiredId,
  }),
} as const

/** What to say of a field that has the wrong shape. */
const RULES: { readonly [field: string]: string } = {
  event: `${ID_RULE}, the name of what happened`,
  name: 'must be text',
  category: 'must be text',
  traits: 'must be an object',
  properties: 'must be an object',
  context: 'must be an object',
  integrations: 'must be an object',
}

/** An event of the right shape, whose clock and surroundings are still as they were sent. */
export type Draft = { [Type in EventType]: v.InferOutput<(typeof SHAPES)[Type]> }[EventType]

export function validate(raw: unknown): Result<Draft> {
  if (!isObject(raw)) return fail('must be an object')
  const type = typeof raw['type'] === 'string' ? raw['type'].toLowerCase() : undefined
  const known = EVENT_TYPES.find((each) => each === type)
  if (known === undefined) return fail(`type: must be one of ${EVENT_TYPES.join(', ')}`)
  const shaped = raw['type'] === known ? raw : { ...raw, type: known }
  const parsed = v.safeParse(SHAPES[known], shaped, { abortEarly: true })
  if (!parsed.success) {
    const field = v.getDotPath(parsed.issues[0]) ?? 'event'
    return fail(`${field}: ${RULES[field] ?? ID_RULE}`)
  }
  return checkWhom(parsed.output)
}

/** An event must say whom it is about, and an introduction must not give an address that is none. */
function checkWhom(draft: Draft): Result<Draft> {
  const given = 'traits' in draft ? draft.traits?.['email'] : undefined
  if (draft.type === 'identify' && !isBlank(given) && toEmail(given) === undefined) {
    return fail('traits.email: is not an e-mail address')
  }
  if (draft.userId || draft.anonymousId) return succeed(draft)
  // The Segment spec asks for an id. An address will do, if the same event can be known again.
  if (draft.messageId && (emailOf(draft) || isNamedGroup(draft))) return succeed(draft)
  return fail('userId: is missing; send userId or anonymousId, or messageId with an e-mail address')
}

/** The address that an event gives for its person, wherever libraries put it. */
export function emailOf(draft: Draft): string | undefined {
  const contextTraits = draft.context?.['traits']
  const traits = draft.type === 'identify' ? draft.traits : undefined
  const properties = 'properties' in draft ? draft.properties : undefined
  for (const place of [traits, contextTraits, properties]) {
    const email = isObject(place) ? toEmail(place['email']) : undefined
    if (email !== undefined) return email
  }
  return toEmail(draft.userId)
}

/** A company is somebody without a person in it. */
function isNamedGroup(draft: Draft): boolean {
  const { context } = draft
  const traits = isObject(context?.['traits']) ? context['traits'] : {}
  return draft.type === 'group' && !(isBlank(draft.traits?.['name']) && isBlank(traits['name']))
}
