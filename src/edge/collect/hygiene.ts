/** Names through which a careless copy would reach every object of the program. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Longer names are no names; Freshsales' own end far below. */
const MAX_KEY_CHARACTERS = 256

/** Control characters, except those that text is laid out with, and halves of a character. */
const UNFIT = /[^\P{Cc}\t\n\r]|\p{Cs}/gu

/** Cleans an event in place, which `guard` found to be shallow: it was parsed for us and nobody else has it. */
export function cleanKeysAndTexts(value: object): void {
  for (const [key, child] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) || key.length > MAX_KEY_CHARACTERS || key.search(UNFIT) >= 0) {
      Reflect.deleteProperty(value, key)
    } else if (typeof child === 'string') {
      if (child.search(UNFIT) >= 0) Reflect.set(value, key, child.replace(UNFIT, ''))
    } else if (typeof child === 'object' && child !== null) cleanKeysAndTexts(child)
    else if (typeof child === 'number' && !Number.isFinite(child)) Reflect.set(value, key, null)
  }
}
