import { isObject } from '../../protocol/json.ts'
import type { Contact, Lead } from './lead.ts'
import { readField } from './readField.ts'

/** A field that is not as expected. */
export interface Difference {
  field: string
  expected: unknown
  got: unknown
}

/** What of a contact is not as expected; nothing, where it is the lead. */
export function findDifferences(lead: Lead, contact: Contact): Difference[] {
  return Object.entries(lead).flatMap(([field, expected]) => {
    const got = readField(contact, field)
    return agrees(expected, got) ? [] : [{ field, expected, got }]
  })
}

function agrees(expected: unknown, got: unknown): boolean {
  if (expected === undefined || expected === null) return got === undefined || got === null
  if (expected instanceof RegExp) return got !== null && expected.test(String(got))
  if (isMatcher(expected)) return expected.asymmetricMatch(got)
  if (Array.isArray(expected))
    return Array.isArray(got) && expected.every((each) => got.some((one) => agrees(each, one)))
  if (isObject(expected))
    return isObject(got) && Object.entries(expected).every(([key, each]) => agrees(each, got[key]))
  // A company is meant by its name.
  return same(expected, isObject(got) && 'name' in got ? got['name'] : got)
}

const same = (expected: unknown, got: unknown): boolean =>
  got !== undefined && got !== null && textOf(expected) === textOf(got)

/** The case of an e-mail address says nothing. */
function textOf(value: unknown): string {
  const text = String(value).trim()
  return /^\S+@\S+$/.test(text) ? text.toLowerCase() : text
}

/** `expect.any(String)`, `expect.stringContaining('…')`. */
function isMatcher(value: unknown): value is { asymmetricMatch(got: unknown): boolean } {
  return typeof (value as { asymmetricMatch?: unknown }).asymmetricMatch === 'function'
}
