// Pure: text in, verdict out.
import { pass, refuse, type Step } from './refusal.ts'

/** Far above what a good body has; what lies between is judged event by event in `guard.ts`. */
const ABSURD_DEPTH = 64
const ABSURD_VALUES = 50_000

const QUOTE = 0x22
const COMMA = 0x2c
const BACKSLASH = 0x5c

/** `[` and `{` differ in this one bit, and so do `]` and `}`: with it set, one comparison does for both. */
const BRACE_BIT = 0x20
const OPENING = 0x7b
const CLOSING = 0x7d

/**
 * Refuses a body that is expensive to parse, before it is parsed: half a megabyte of brackets costs
 * `JSON.parse` tens of milliseconds, and this loop less than one.
 */
export function scan(text: string): Step<string> {
  let depth = 0
  let values = 0
  for (let at = 0; at < text.length; at++) {
    const character = text.charCodeAt(at)
    const folded = character | BRACE_BIT
    if (character === QUOTE) at = endOfString(text, at)
    else if (character === COMMA) values++
    else if (folded === OPENING) {
      depth++
      values++
    } else if (folded === CLOSING) depth--
    if (depth > ABSURD_DEPTH) return refuse('too_large', 'The body is nested too deeply.')
    if (values > ABSURD_VALUES) {
      return refuse('too_large', 'The body holds too many values; send fewer events.')
    }
  }
  return pass(text)
}

/** Position of the closing quote; the end of the text when there is none. */
function endOfString(text: string, start: number): number {
  let end = start
  for (;;) {
    end = text.indexOf('"', end + 1)
    if (end < 0) return text.length
    if (!isEscaped(text, end)) return end
  }
}

function isEscaped(text: string, at: number): boolean {
  let backslashes = 0
  while (text.charCodeAt(at - 1 - backslashes) === BACKSLASH) backslashes++
  return backslashes % 2 === 1
}
