/** Names through which a careless copy would reach every object of the program. */
const FORBIDDEN_KEYS = new Set(['__proto__', 'constructor', 'prototype'])

/** Control characters, except those that text is laid out with, and halves of a character. */
const UNFIT =
  /[^\t\n\r\x20-\u{10ffff}]|\p{Cs}|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu

/**
 * The forbidden names; and characters that nobody sees and that copying from a web page leaves behind:
 * soft hyphens, zero-width blanks, marks of direction. The joiners stay, which names and emoji are
 * written with. In one pass, since half a megabyte may come.
 */
const SUSPICIOUS =
  /proto|constructor|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/

/** Whether a body may hold any of this. Of the rest that is unfit, JSON and UTF-8 let nothing through but an escape. */
export function isSuspicious(text: string): boolean {
  return text.includes('\\') || SUSPICIOUS.test(text)
}

/** Cleans, in place, what was parsed for us and nobody else has; `guard` found it to be shallow. */
export function cleanKeysAndTexts(value: object): void {
  for (const [key, child] of Object.entries(value)) {
    if (FORBIDDEN_KEYS.has(key) || key.search(UNFIT) >= 0) Reflect.deleteProperty(value, key)
    else if (typeof child === 'object' && child !== null) cleanKeysAndTexts(child)
    else if (typeof child === 'string' && child.search(UNFIT) >= 0) {
      Reflect.set(value, key, child.replace(UNFIT, ''))
    }
  }
}
