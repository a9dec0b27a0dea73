import type { Event } from '../../../protocol/event.ts'

/** Finds a person in what is kept as text. Pure. */
export interface Mentions {
  /** Whether a text holds one of the person's addresses, not as a part of another one. */
  inText(text: string): boolean
  /** Whether an event is theirs. */
  inEvent(event: Event): boolean
  /** Parts of which a text about the person holds at least one, in lower case. */
  hints: readonly string[]
}

/** From identity keys: `e:` address, `u:` userId, `a:` anonymousId. */
export function createMentions(keys: readonly string[]): Mentions {
  const addresses = keys.filter((key) => key.startsWith('e:')).map((key) => key.slice(2))
  const patterns = addresses.map((address) => new RegExp(BEFORE + literally(address) + AFTER, 'i'))
  const inText = (text: string) => patterns.some((pattern) => pattern.test(text))
  return {
    inText,
    inEvent: (event) =>
      keys.includes(`u:${event.userId}`) ||
      keys.includes(`a:${event.anonymousId}`) ||
      inText(JSON.stringify(event)),
    hints: keys.map((key) => JSON.stringify(key.slice(2).toLowerCase()).slice(1, -1)),
  }
}

/** `joann@acme.example` is not `ann@acme.example`, and neither is `ann@acme.example.org`. */
const BEFORE = '(?<![\\w.%+-])'
const AFTER = '(?![\\w-]|\\.\\w)'

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&')
