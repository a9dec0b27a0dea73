import { PlainResponse } from './http.ts'

interface Stubs {
  now(): number
  random(): number
  fetch: typeof globalThis.fetch
}

/**
 * The clock, chance and the network are those of the story, and what costs time and shows nothing is
 * left out: a hash that nobody can turn back, the stack of an error, a formatter of dates for each date.
 */
export function stubGlobals({ now, random, fetch }: Stubs): () => void {
  const undo = [
    replace(globalThis, 'fetch', fetch),
    replace(globalThis, 'Response', PlainResponse),
    replace(Math, 'random', random),
    replace(Date, 'now', now),
    // Each call would leave a timer of the real clock behind.
    replace(AbortSignal, 'timeout', () => NEVER_ABORTED),
    replace(crypto.subtle, 'importKey', async () => ({})),
    replace(crypto.subtle, 'sign', hash),
    replace(Error, 'stackTraceLimit', 0),
    replace(Date.prototype, 'toLocaleString', toText),
  ]
  return () => {
    for (const each of undo) each()
  }
}

const NEVER_ABORTED = new AbortController().signal

/** FNV-1a, twice: enough to tell the people of a story apart. */
async function hash(_algorithm: string, _key: object, data: Uint8Array): Promise<ArrayBuffer> {
  const words = new Uint32Array(8).fill(0x811c9dc5)
  words[1] = data.length
  for (const byte of data)
    for (const index of [0, 1])
      words[index] = Math.imul((words[index] ?? 0) ^ byte, 0x01000193 + 2 * index)
  return words.buffer
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function toText(this: Date, locale?: string, form?: Intl.DateTimeFormatOptions): string {
  const key = JSON.stringify([locale, form])
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(locale, form)
  formatters.set(key, known)
  return known.format(this)
}

/** Returns what puts back what was there, which may be inherited. */
function replace(object: object, name: string, value: unknown): () => void {
  const before = Object.getOwnPropertyDescriptor(object, name)
  Object.defineProperty(object, name, { configurable: true, writable: true, value })
  return () => {
    if (before) Object.defineProperty(object, name, before)
    else Reflect.deleteProperty(object, name)
  }
}
