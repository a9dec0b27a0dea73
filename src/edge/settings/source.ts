import * as v from 'valibot'
import { EVERYTHING, fieldsNamed } from '../../freshsales/mapping/allowed.ts'
import { EVENT_TYPES, type EventType } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'

/** Keys travel in headers and addresses, so they keep to characters that need no escaping there. */
const KEY = /^[\w.~-]{1,128}$/

/** One in use and one that replaces it; more than that is a forgotten rotation. */
const MAX_KEYS_PER_SOURCE = 2

/** Reads WRITE_KEYS: key → source name, or key → what the source may do. */
export function parseWriteKeys(raw: unknown): Result<ReadonlyMap<string, Source>> {
  if (!isObject(raw)) return fail('must be a JSON object, such as {"wk_site":"Website"}')
  const sources = new Map<string, Source>()
  for (const [key, value] of Object.entries(raw)) {
    if (!KEY.test(key)) {
      return fail('a key may hold letters, digits and _ - . ~, up to 128 characters')
    }
    const source = parseSource(typeof value === 'string' ? { source: value } : value)
    if (!source.ok) return fail(`the key beginning "${key.slice(0, 6)}": ${source.reason}`)
    sources.set(key, source.value)
  }
  if (sources.size === 0) {
    return fail('names no key; add one, such as {"wk_site":"Website"}')
  }
  const crowded = nameWithTooManyKeys(sources)
  if (crowded !== undefined) {
    return fail(`"${crowded}" has more than ${MAX_KEYS_PER_SOURCE} keys; remove the oldest`)
  }
  return { ok: true, value: sources }
}

const yesOrNo = (name: string) => v.optional(v.boolean(`"${name}" must be true or false`), false)

const NAME = '"source" must be a name of up to 100 characters'
const EVENTS = `"events" must be a list of ${EVENT_TYPES.join(', ')}`
const FIELDS =
  '"fields" must be a list of trait names, "*" for all that are not protected, "**" for all'
const COUNT = '"newContactsPerHour" must be a whole number'

const ENTRIES = {
  source: v.pipe(v.string(NAME), v.trim(), v.nonEmpty(NAME), v.maxLength(100, NAME)),
  /**
   * The key is a secret of your own server: what it sends is believed as if it were signed, and it
   * is refused from a browser.
   */
  trusted: yesOrNo('trusted'),
  /** For trying out: what it sends is planned and shown, and nothing of it reaches Freshsales. */
  test: yesOrNo('test'),
  /** Event types it may send. */
  events: v.pipe(
    v.optional(v.array(v.picklist(EVENT_TYPES, EVENTS), EVENTS), [...EVENT_TYPES]),
    v.nonEmpty(EVENTS),
    v.transform((types): ReadonlySet<EventType> => new Set(types)),
  ),
  /**
   * Contact fields an unsigned caller may set: `["*"]`, every field that is not protected; `["**"]`,
   * the protected ones too (owner, lifecycle stage, status, territory, deal amount …).
   */
  fields: v.pipe(
    v.optional(v.array(v.string(FIELDS), FIELDS), ['*']),
    v.nonEmpty(FIELDS),
    v.transform((names): FieldRule => fieldRule(names)),
  ),
  /** Whether events that name a person must carry a signed identity. */
  signed: yesOrNo('signed'),
  /** Overrides NEW_CONTACTS_PER_HOUR for this source. */
  newContactsPerHour: v.exactOptional(
    v.pipe(v.number(COUNT), v.integer(COUNT), v.minValue(0, COUNT)),
  ),
}

const entriesSchema = v.strictObject(ENTRIES, ({ expected, received }) =>
  expected === 'never'
    ? `${received} is unknown; known are ${Object.keys(ENTRIES).join(', ')}`
    : expected === 'Object'
      ? 'must be a source name or an object with "source"'
      : NAME,
)

type Entries = v.InferOutput<typeof entriesSchema>

/** A site or a server that sends events: what its write keys allow, by the names of WRITE_KEYS. */
export interface Source extends Readonly<Omit<Entries, 'source'>> {
  readonly name: string
}

/** The sources whose events reach Freshsales: nothing is decided by what a test key sends. */
export function realSources(sources: ReadonlyMap<string, Source>): Source[] {
  return [...sources.values()].filter(({ test }) => !test)
}

function parseSource(raw: unknown): Result<Source> {
  const parsed = v.safeParse(entriesSchema, raw)
  if (!parsed.success) return fail(parsed.issues[0].message)
  const { source, ...rest } = parsed.output
  return succeed(Object.freeze({ name: source, ...rest }))
}

function nameWithTooManyKeys(sources: ReadonlyMap<string, Source>): string | undefined {
  const counts = new Map<string, number>()
  for (const { name } of sources.values()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].find(([, count]) => count > MAX_KEYS_PER_SOURCE)?.[0]
}

/** Which fields a caller may set whom nobody vouches for. */
export interface FieldRule {
  /** `**`: really everything. For a trial, or a site that only its own people can open. */
  protectedToo: boolean
  /** By mapped field, so that every spelling is the same; absent for the usual `*`, all that are not protected. */
  fields?: readonly string[]
}

/** Stands for really everything. */
const PROTECTED_TOO = '**'

export function fieldRule(names: readonly string[]): FieldRule {
  const protectedToo = names.includes(PROTECTED_TOO)
  const fields = names.filter((name) => name !== PROTECTED_TOO).flatMap(fieldsNamed)
  const isUsual = protectedToo || fields.every((field) => field === EVERYTHING)
  return isUsual ? { protectedToo } : { protectedToo, fields }
}
