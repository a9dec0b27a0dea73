import type { Event } from '../../../protocol/event.ts'
import { parseKept } from '../store/rowFormat.ts'

/** Finds a person in what is kept as text. Pure. */
export interface Mentions {
  /** Whether a text holds one of the person's addresses, not as a part of another one. */
  inText(text: string): boolean
  /** Whether an event is theirs. */
  inEvent(event: Event): boolean
  /** Whether a text is, or names, the person: one of their ids as a whole, or an address in it. */
  isTheirs(text: string): boolean
  /** Whether any text in a row is theirs. */
  inJson(text: string): boolean
  /** Parts of which a text about the person holds at least one, in lower case. */
  hints: readonly string[]
}

/** From identity keys: `e:` address, `u:` userId, `a:` anonymousId. */
export function createMentions(keys: readonly string[]): Mentions {
  const addresses = keys.filter((key) => key.startsWith('e:')).map((key) => key.slice(2))
  const patterns = addresses.map((address) => new RegExp(BEFORE + literally(address) + AFTER, 'i'))
  const inText = (text: string) => patterns.some((pattern) => pattern.test(text))
  const ids = new Set(keys.map((key) => key.slice(2)).filter((id) => id.length >= ID_CHARACTERS))
  const isTheirs = (text: string) => ids.has(text.trim()) || inText(text)
  return {
    inText,
    isTheirs,
    inJson: (text) => inText(text) || someText(parseKept(text), isTheirs),
    inEvent: (event) =>
      keys.includes(`u:${event.userId}`) ||
      keys.includes(`a:${event.anonymousId}`) ||
      someText(event, isTheirs),
    hints: keys.map((key) => JSON.stringify(key.slice(2).toLowerCase()).slice(1, -1)),
  }
}

/** A shorter id, `42`, is too often a number of something else. */
const ID_CHARACTERS = 5

function someText(value: unknown, is: (text: string) => boolean): boolean {
  if (typeof value === 'string') return is(value)
  return (
    typeof value === 'object' &&
    value !== null &&
    Object.values(value).some((each) => someText(each, is))
  )
}

/** `joann@acme.example` is not `ann@acme.example`, and neither is `ann@acme.example.org`. */
const BEFORE = '(?<![\\w.%+-])'
const AFTER = '(?![\\w-]|\\.\\w)'

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
