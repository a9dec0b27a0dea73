import type { Json } from '../../protocol/event.ts'

const WORDS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['on', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['off', false],
  ['0', false],
])

/** True or false, also as a form or a spreadsheet writes it: `on`, `"yes"`, `1`. */
export function toBoolean(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  return WORDS.get(String(value).trim().toLowerCase())
}
