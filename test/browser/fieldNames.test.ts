import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { LABELS, SUBSCRIPTIONS } from './fieldLabels.ts'
import { NAMES, TOKENS } from './fieldNames.ts'
import {
  FOREIGN_BOXES,
  FOREIGN_DIGITS,
  FOREIGN_LABELS,
  FOREIGN_NAMES,
  FOREIGN_TOKENS,
  FOREIGN_TYPES,
  OPT_OUTS,
} from './foreignNames.ts'
import { readHtml } from './readHtml.ts'

/** What people enter, where anything else would not be believed. */
const FITTING: Record<string, string> = {
  email: 'ann@acme.example',
  phone: '+49 30 1234567',
  website: 'https://acme.example',
  'address.postalCode': '62701',
}
let value = 'Springfield'

type Field = (text: string) => string

/** How a page can say what a field is. */
const FIELDS = {
  label: (text) => `<label>${text} <input name="f0" value="${value}"></label>`,
  placeholder: (text) => `<input name="f0" placeholder="${text}" value="${value}">`,
  name: (text) => `<input name="${text}" value="${value}">`,
  autocomplete: (text) => `<input autocomplete="${text}" value="${value}">`,
  type: (text) => `<input type="${text}" name="name" value="${value}">`,
  digits: (text) => `<label>${text} <input type="tel" name="f0" value="123456"></label>`,
  box: (text) => `<label><input type="checkbox" name="f0" checked> ${text}</label>`,
} satisfies Record<string, Field>

const textsOf = (list: string): string[] => list.trim().split(/,\s+/)

/** The paths of traits, as `address.city`. */
const pathsOf = (traits: JsonObject): string[] =>
  Object.entries(traits).flatMap(([key, value]) =>
    typeof value === 'object' ? Object.keys(value ?? {}).map((part) => `${key}.${part}`) : key,
  )

/** The traits that a field tells, for each text. */
const readEach = (list: string, field: Field, trait = ''): Record<string, string> => {
  value = FITTING[trait] ?? 'Springfield'
  const read = (text: string): string => pathsOf(readHtml(field(text)).traits).join() || 'nothing'
  return Object.fromEntries(textsOf(list).map((text) => [text, read(text)]))
}

const eachIs = (list: string, trait: string): Record<string, string> =>
  Object.fromEntries(textsOf(list).map((text) => [text, trait]))

const rowsOf = (table: Record<string, Record<string, string>>): [string, string, string][] =>
  Object.entries(table).flatMap(([head, row]) =>
    Object.entries(row).map(([name, list]): [string, string, string] => [head, name, list]),
  )

describe('a field', () => {
  it.each(rowsOf(LABELS))('is %s by its label or placeholder in "%s"', (trait, _, list) => {
    expect(readEach(list, FIELDS.label, trait)).toEqual(eachIs(list, trait))
    expect(readEach(list, FIELDS.placeholder, trait)).toEqual(eachIs(list, trait))
  })

  it.each(rowsOf(NAMES))('of %s is %s by its name', (_, trait, list) => {
    expect(readEach(list, FIELDS.name, trait)).toEqual(eachIs(list, trait))
  })

  it.each(Object.entries(TOKENS))('is %s by its autocomplete', (trait, list) => {
    expect(readEach(list, FIELDS.autocomplete, trait)).toEqual(eachIs(list, trait))
  })

  it.each([
    ['label', FOREIGN_LABELS],
    ['placeholder', FOREIGN_LABELS],
    ['name', FOREIGN_NAMES],
    ['autocomplete', FOREIGN_TOKENS],
    ['type', FOREIGN_TYPES],
    ['digits', FOREIGN_DIGITS],
  ] as const)('that is none of ours tells nothing, by its %s', (kind, list) => {
    expect(readEach(list, FIELDS[kind])).toEqual(eachIs(list, 'nothing'))
  })
})

describe('a box', () => {
  it.each(Object.entries(SUBSCRIPTIONS))('is a subscription in "%s"', (_, list) => {
    expect(readEach(list, FIELDS.box)).toEqual(eachIs(list, 'subscriptionStatus'))
  })

  it('that says "do not" refuses when it is ticked, and else tells nothing', () => {
    for (const text of textsOf(OPT_OUTS)) {
      expect(readHtml(FIELDS.box(text)).traits, text).toEqual({ subscriptionStatus: 2 })
      expect(readHtml(FIELDS.box(text).replace('checked', '')).traits, text).toEqual({})
    }
  })

  it('for anything else is no subscription', () => {
    expect(readEach(FOREIGN_BOXES, FIELDS.box)).toEqual(eachIs(FOREIGN_BOXES, 'nothing'))
  })
})

describe('a message', () => {
  const message: Field = (text) => `<textarea name="message">${text}</textarea>`

  it('with a card or social security number stays here', () => {
    const secrets = `4242424242424242, 4242 4242 4242 4242, 4242-4242-4242-4242, 378282246310005,
      3782 822463 10005, 5555555555554444, 2223003122003222, 6011111111111117, 30569309025904,
      4242.4242.4242.4242, 4242\u00a04242\u00a04242\u00a04242, 4242\u202f4242\u202f4242\u202f4242,
      4242424242424242 12/27, 4242 4242 4242 4242 12/27 123, 12/27 4242424242424242,
      my card 4242 4242 4242 4242 please, nr.4242424242424242, 078-05-1120, SSN:078-05-1120`
    for (const text of textsOf(secrets)) {
      const told = readHtml(message(text)).traits['message'] ?? ''
      expect(`${told}`.replace(/12\/27|\b123\b/g, ''), text).not.toMatch(/\d/)
    }
  })

  it('with a phone number, a date or amounts does not', () => {
    const harmless = `+49 30 1234567, 0049 30 12345678901, (555) 010-0199, +55 (11) 98765-4321,
      06 12 34 56 78, +44 20 7946 0958 ext 1234, 555-010-0199 or 555-010-0198, 2026-06-01T12:00:00,
      2026-06-01 10:00 to 2026-06-02, between 20000 - 30000, 300 500 100 200, 12345-6789`
    expect(readEach(harmless, message)).toEqual(eachIs(harmless, 'message'))
  })
})
