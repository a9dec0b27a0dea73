/** One `@`, no blanks, a dotted domain, and a local part of at most 64 characters. */
const EMAIL = /^[^\s@<>(),;:"[\]\\]{1,64}@[^\s@.<>(),;:"[\]\\]+(\.[^\s@.<>(),;:"[\]\\]+)+$/

export function isEmail(text: string): boolean {
  return EMAIL.test(text)
}

/** How two spellings of an address are compared. */
export function normalEmail(text: string): string {
  return text.trim().toLowerCase()
}
