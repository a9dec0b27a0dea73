import { EVENT_TYPES, type EventType } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import { fail, type Result } from '../../protocol/result.ts'
import { type FieldRule, fieldRule } from '../collect/withhold.ts'

/** A site or a server that sends events: what its write keys allow. */
export interface Source {
  name: string
  /**
   * The key is a secret of your own server: what it sends is believed as if it were signed, and it
   * is refused from a browser. Default: false.
   */
  trusted: boolean
  /** Event types it may send. Default: all. */
  events: ReadonlySet<EventType>
  /**
   * Contact fields an unsigned caller may set. Default: `["*"]`, every field that is not protected;
   * `["**"]`, the protected ones too (owner, lifecycle stage, status, territory, deal amount …).
   */
  fields: FieldRule
  /** Whether events that name a person must carry a signed identity. Default: false. */
  signed: boolean
  /** Overrides NEW_CONTACTS_PER_HOUR for this source. */
  newContactsPerHour?: number
}

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

const PARSERS: { [Name: string]: (value: unknown) => Result<Partial<Source>> } = {
  source: (value) =>
    typeof value === 'string' && value.trim() !== '' && value.length <= 100
      ? { ok: true, value: { name: value.trim() } }
      : fail('"source" must be a name of up to 100 characters'),
  trusted: (value) =>
    typeof value === 'boolean'
      ? { ok: true, value: { trusted: value } }
      : fail('"trusted" must be true or false'),
  signed: (value) =>
    typeof value === 'boolean'
      ? { ok: true, value: { signed: value } }
      : fail('"signed" must be true or false'),
  events: (value) =>
    isListOf(value, isEventType)
      ? { ok: true, value: { events: new Set(value) } }
      : fail(`"events" must be a list of ${EVENT_TYPES.join(', ')}`),
  fields: (value) =>
    isListOf(value, (item) => typeof item === 'string')
      ? { ok: true, value: { fields: fieldRule(value) } }
      : fail(
          '"fields" must be a list of trait names, "*" for all that are not protected, "**" for all',
        ),
  newContactsPerHour: (value) =>
    typeof value === 'number' && Number.isInteger(value) && value >= 0
      ? { ok: true, value: { newContactsPerHour: value } }
      : fail('"newContactsPerHour" must be a whole number'),
}

function parseSource(raw: unknown): Result<Source> {
  if (!isObject(raw)) return fail('must be a source name or an object with "source"')
  let source: Source = {
    name: '',
    trusted: false,
    events: new Set(EVENT_TYPES),
    fields: fieldRule(['*']),
    signed: false,
  }
  for (const [name, value] of Object.entries({ source: undefined, ...raw })) {
    const parse = Object.hasOwn(PARSERS, name) ? PARSERS[name] : undefined
    if (!parse) return fail(`"${name}" is unknown; known are ${Object.keys(PARSERS).join(', ')}`)
    const part = parse(value)
    if (!part.ok) return part
    source = { ...source, ...part.value }
  }
  return { ok: true, value: Object.freeze(source) }
}

function nameWithTooManyKeys(sources: ReadonlyMap<string, Source>): string | undefined {
  const counts = new Map<string, number>()
  for (const { name } of sources.values()) counts.set(name, (counts.get(name) ?? 0) + 1)
  return [...counts].find(([, count]) => count > MAX_KEYS_PER_SOURCE)?.[0]
}

function isEventType(value: unknown): value is EventType {
  return EVENT_TYPES.some((type) => type === value)
}

function isListOf<T>(value: unknown, isItem: (item: unknown) => item is T): value is T[] {
  return Array.isArray(value) && value.length > 0 && value.every(isItem)
}
