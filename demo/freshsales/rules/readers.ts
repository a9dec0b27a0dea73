import { type Crm, isObject, type Json, listItem } from '../crm.ts'
import { EMPLOYEE_BUCKETS } from '../facts/accountFields.ts'
import type { Field, Holds } from '../facts/field.ts'
import { isEmail } from './email.ts'

/** What becomes of a value: kept in this form, refused with the whole record, or silently dropped. */
export type Reading = { value: Json } | { problem: string } | 'dropped'

type Reader = (sent: Json, field: Field, crm: Crm) => Reading

/** One reader for each thing a field can hold. `null` and `""` never get here: they clear the field. */
export const READERS: { readonly [holds in Holds]: Reader } = {
  text: readText,
  website: (sent, field) =>
    /^(https?:\/\/)?([\w-]+\.)+[a-z]{2,}(:\d+)?([/?#]\S*)?$/i.test(String(sent).trim())
      ? readText(sent, field)
      : { problem: `${field.name} is not in required format` },
  // Junk is not refused: it is stored as nothing.
  phone: (sent, field) =>
    /^\+?[\d\s().\-/]{3,}(x\d+)?$/i.test(String(sent)) ? readText(sent, field) : { value: null },
  number: (sent, field) => {
    const number = toNumber(sent)
    return number === undefined ? { problem: `${field.label} is not a number` } : { value: number }
  },
  employees: (sent) => {
    const number = toNumber(sent)
    const bucket = EMPLOYEE_BUCKETS.findLast((lowest) => lowest <= (number ?? 0))
    return bucket === undefined ? 'dropped' : { value: bucket }
  },
  amount: (sent, field) => {
    const number = toNumber(sent)
    if (number === undefined) return { problem: `${field.label} is not a number` }
    if (Math.abs(number) > Number.MAX_SAFE_INTEGER)
      return { problem: `${field.label} is too large` }
    return { value: number }
  },
  date: (sent) => ({ value: toDay(sent) }),
  flag: (sent) => {
    if (typeof sent === 'boolean') return { value: sent }
    return sent === 'true' || sent === 'false' ? { value: sent === 'true' } : 'dropped'
  },
  // A label is refused. An unknown id is refused where a text for that is known, and kept elsewhere.
  listId: (sent, { list, label, refusal }, crm) => {
    const known = list && listItem(crm, list, sent)?.id
    const value = known ?? (refusal === undefined ? toNumber(sent) : undefined)
    return value === undefined
      ? { problem: refusal ?? `Invalid ${label.toLowerCase()} provided.` }
      : { value }
  },
  code: (sent, { codes = {} }) =>
    Object.hasOwn(codes, String(sent)) ? { value: Number(sent) } : 'dropped',
  codes: (sent, { codes = {} }) => joined(sent, (code) => Object.hasOwn(codes, code)),
  choice: (sent, { choices = [] }) =>
    typeof sent === 'string' && choices.includes(sent) ? { value: sent } : 'dropped',
  choices: (sent, { choices = [] }) => joined(sent, (choice) => choices.includes(choice)),
  tags: (sent) => {
    const tags = (Array.isArray(sent) ? sent : [sent]).filter((tag) => typeof tag === 'string')
    return { value: [...new Set(tags.map((tag) => tag.trim()))].filter((tag) => tag !== '') }
  },
  emails: readEmails,
  accounts: (sent, { name }) => {
    if (!Array.isArray(sent) || !sent.every(isObject))
      return { problem: `The type for ${name} is invalid.` }
    return { value: sent.filter(({ _destroy }) => _destroy !== true) }
  },
  recordIds: (sent) =>
    Array.isArray(sent) ? { value: sent.map(Number).filter(Number.isInteger) } : 'dropped',
  nested: (sent) => (isObject(sent) ? { value: sent } : 'dropped'),
}

/** Numbers and flags become text; an object or a list is not a text and vanishes. */
function readText(sent: Json, { name, maxLength = Number.MAX_SAFE_INTEGER }: Field): Reading {
  if (typeof sent === 'object') return 'dropped'
  const text = String(sent)
  return [...text].length > maxLength
    ? { problem: `The value for ${name} is not in required length` }
    : { value: text }
}

/** A text, or a list of texts or `{value, is_primary}`; kept as the latter with one primary. */
function readEmails(sent: Json): Reading {
  const items = (Array.isArray(sent) ? sent : [sent]).filter(
    (item) => !(isObject(item) && item['_destroy'] === true),
  )
  const emails = items.map((item) => ({
    value: String(isObject(item) ? (item['value'] ?? item['email']) : item).trim(),
    is_primary: isObject(item) && item['is_primary'] === true,
  }))
  const bad = emails.find(({ value }) => !isEmail(value))
  if (bad) return { problem: `${bad.value} is an invalid email address` }
  const primary = Math.max(
    0,
    emails.findIndex(({ is_primary }) => is_primary),
  )
  return { value: emails.map(({ value }, index) => ({ value, is_primary: index === primary })) }
}

/** Several choices travel as a list or as one text, and are kept as one text. */
function joined(sent: Json, isChoice: (part: string) => boolean): Reading {
  const parts = Array.isArray(sent)
    ? sent.map(String)
    : String(sent)
        .split(';')
        .map((part) => part.trim())
  const known = [...new Set(parts)].filter(isChoice)
  return known.length > 0 ? { value: known.join(';') } : 'dropped'
}

function toNumber(sent: Json): number | undefined {
  if (typeof sent === 'number') return sent
  if (typeof sent !== 'string' || sent.trim() === '') return undefined
  return Number.isFinite(Number(sent)) ? Number(sent) : undefined
}

/** `YYYY-MM-DD`, also of a full timestamp; anything else is stored as nothing. */
function toDay(sent: Json): string | null {
  const day =
    typeof sent === 'string' ? (/^(\d{4}-\d{2}-\d{2})(T.*)?$/.exec(sent)?.[1] ?? null) : null
  if (day === null) return null
  const date = new Date(`${day}T00:00:00Z`)
  // 2026-02-30 becomes March in some engines: only a day that survives the round trip exists.
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null
}
