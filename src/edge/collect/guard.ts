// Pure: text in, text out.

import { MAX_BATCH_EVENTS, MAX_DEPTH, MAX_EVENT_BYTES, MAX_KEYS } from '../../protocol/batch.ts'
import type { EventType } from '../../protocol/event.ts'
import { pass, refuse, type Step } from './refusal.ts'

/** What a path says about its body: a batch, or one event of that type. */
export type BodyKind = 'batch' | EventType

/** A body that is safe to parse. */
export interface Guarded {
  /** Events that are too much are `null` in it. */
  text: string
  /** What was too much about them, by their place in the batch. */
  excess: ReadonlyMap<number, string>
}

const QUOTE = 0x22
const COMMA = 0x2c
const COLON = 0x3a
const BACKSLASH = 0x5c

/** `[` and `{` differ in this one bit, and so do `]` and `}`: with it set, one comparison does for both. */
const BRACE_BIT = 0x20
const OPENING = 0x7b
const CLOSING = 0x7d

/**
 * Enforces the limits of events before anything is parsed: half a megabyte of brackets or of keys
 * costs `JSON.parse` tens of milliseconds, and this loop about one. It is a loop because a recursive
 * walk dies at a depth of 10,000, which `JSON.parse` accepts.
 *
 * One event that is too much is cut out, and its batch goes on.
 */
export function guard(text: string, kind: BodyKind): Step<Guarded> {
  if (!/^\s*\{/.test(text)) {
    return refuse('wrong_shape', 'The body must be a JSON object, {"batch": […]} or one event.')
  }
  const found = kind === 'batch' ? survey(text, BATCHED_DEPTH) : survey(text, SINGLE_DEPTH)
  if (found.isOpen) return refuse('not_json', 'The body is not JSON: it ends too early.')
  if (found.events > MAX_BATCH_EVENTS) {
    return refuse('too_large', `A batch may hold ${MAX_BATCH_EVENTS} events; send the rest apart.`)
  }
  if (found.keys > MAX_KEYS) return refuse('too_large', `The body has more than ${MAX_KEYS} keys.`)
  const [first] = found.excess
  if (kind !== 'batch' && first) return refuse('too_large', `event: ${first.what}`)
  return pass({
    text: cutOut(text, found.excess),
    excess: new Map(found.excess.map(({ index, what }) => [index, what])),
  })
}

/** The level on which an event opens: `{"batch":[{`, or the body itself. */
const BATCHED_DEPTH = 3
const SINGLE_DEPTH = 1

interface Excess {
  index: number
  what: string
  start: number
  end: number
}

interface Survey {
  /** Values in the longest list beside the events: the batch, in a body of the right shape. */
  events: number
  /** Keys outside of events. */
  keys: number
  excess: Excess[]
  /** A bracket was never closed. */
  isOpen: boolean
}

/** One pass over the body: counts, without understanding more than strings and nesting. */
function survey(text: string, eventDepth: number): Survey {
  const found: Survey = { events: 0, keys: 0, excess: [], isOpen: false }
  let depth = 0
  let index = 0
  let event = { start: 0, keys: 0, deepest: 0 }
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    const folded = character | BRACE_BIT
    if (character === QUOTE) at = endOfString(text, at)
    else if (character === COLON) {
      if (depth < eventDepth) found.keys++
      else event.keys++
    } else if (character === COMMA && depth === eventDepth - 1) {
      index++
      found.events = Math.max(found.events, index + 1)
      if (found.events > MAX_BATCH_EVENTS) return found
    } else if (folded === OPENING) {
      depth++
      if (depth === eventDepth - 1) index = 0
      if (depth === eventDepth) event = { start: at, keys: 0, deepest: depth }
      event.deepest = Math.max(event.deepest, depth)
    } else if (folded === CLOSING && --depth === eventDepth - 1) {
      const end = at + 1
      const size = {
        keys: event.keys,
        levels: event.deepest - depth,
        characters: end - event.start,
      }
      const what = excessOf(size)
      if (what) found.excess.push({ index, what, start: event.start, end })
    }
  }
  found.isOpen = depth > 0
  return found
}

/** The bytes are counted exactly when the event is written, in `admit.ts`; they are never fewer. */
function excessOf(size: { keys: number; levels: number; characters: number }): string | undefined {
  if (size.levels > MAX_DEPTH) return `is nested deeper than ${MAX_DEPTH} levels`
  if (size.keys > MAX_KEYS) return `has more than ${MAX_KEYS} keys`
  if (size.characters > MAX_EVENT_BYTES) return `is larger than ${MAX_EVENT_BYTES / 1024} KB`
  return undefined
}

function cutOut(text: string, excess: Excess[]): string {
  let kept = ''
  let from = 0
  for (const { start, end } of excess) {
    kept += `${text.slice(from, start)}null`
    from = end
  }
  return kept + text.slice(from)
}

/** Position of the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = start
  do end = text.indexOf('"', end + 1)
  while (end >= 0 && isEscaped(text, end))
  return end < 0 ? text.length : end
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}
