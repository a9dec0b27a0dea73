import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../../src/protocol/event.ts'
import { edge } from './edge.ts'
import { LABELS, SUBSCRIPTIONS } from './fieldLabels.ts'
import { NAMES, TOKENS } from './fieldNames.ts'
import {
  FOREIGN_BOXES,
  FOREIGN_DIGITS,
  FOREIGN_LABELS,
  FOREIGN_NAMES,
  FOREIGN_TOKENS,
  FOREIGN_TYPES,
} from './foreignNames.ts'
import { openPage, wait } from './page.ts'

const VALUE = 'Springfield'

type Field = (text: string) => string

/** How a page can say what a field is. */
const FIELDS = {
  label: (text) => `<label>${text} <input name="f0" value="${VALUE}"></label>`,
  placeholder: (text) => `<input name="f0" placeholder="${text}" value="${VALUE}">`,
  name: (text) => `<input name="${text}" value="${VALUE}">`,
  autocomplete: (text) => `<input autocomplete="${text}" value="${VALUE}">`,
  type: (text) => `<input type="${text}" name="name" value="${VALUE}">`,
  digits: (text) => `<label>${text} <input type="tel" name="f0" value="123456"></label>`,
  box: (text) => `<label><input type="checkbox" name="f0" checked> ${text}</label>`,
} satisfies Record<string, Field>

const textsOf = (list: string): string[] => list.trim().split(/,\s+/)

/** The paths of traits, as `address.city`. */
const pathsOf = (traits: JsonObject): string[] =>
  Object.entries(traits).flatMap(([key, value]) =>
    typeof value === 'object' ? Object.keys(value ?? {}).map((part) => `${key}.${part}`) : key,
  )

/** Hands in a form of one field for each text, and answers with the traits that each one told. */
const readEach = async (list: string, field: Field): Promise<Record<string, string>> => {
  const analytics = await openPage()
  analytics.captureForm('form')
  const told: Record<string, string> = {}
  for (const text of textsOf(list)) {
    document.body.innerHTML = `<form>${field(text)}</form>`
    document.forms[0]?.dispatchEvent(
      new Event('submit', { bubbles: true, cancelable: true, composed: true }),
    )
    await wait(1)
    const event = edge.events.splice(0).find(({ type }) => type === 'identify')
    told[text] = event && 'traits' in event ? pathsOf(event.traits ?? {}).join() : 'nothing'
  }
  return told
}

const eachIs = (list: string, trait: string): Record<string, string> =>
  Object.fromEntries(textsOf(list).map((text) => [text, trait]))

const rowsOf = (table: Record<string, Record<string, string>>): [string, string, string][] =>
  Object.entries(table).flatMap(([head, row]) =>
    Object.entries(row).map(([name, list]): [string, string, string] => [head, name, list]),
  )

describe('a field', () => {
  it.each(rowsOf(LABELS))('is %s by its label or placeholder in "%s"', async (trait, _, list) => {
    expect(await readEach(list, FIELDS.label)).toEqual(eachIs(list, trait))
    expect(await readEach(list, FIELDS.placeholder)).toEqual(eachIs(list, trait))
  })

  it.each(rowsOf(NAMES))('of %s is %s by its name', async (_, trait, list) => {
    expect(await readEach(list, FIELDS.name)).toEqual(eachIs(list, trait))
  })

  it.each(Object.entries(TOKENS))('is %s by its autocomplete', async (trait, list) => {
    expect(await readEach(list, FIELDS.autocomplete)).toEqual(eachIs(list, trait))
  })

  it.each([
    ['label', FOREIGN_LABELS],
    ['placeholder', FOREIGN_LABELS],
    ['name', FOREIGN_NAMES],
    ['autocomplete', FOREIGN_TOKENS],
    ['type', FOREIGN_TYPES],
    ['digits', FOREIGN_DIGITS],
  ] as const)('that is none of ours tells nothing, by its %s', async (kind, list) => {
    expect(await readEach(list, FIELDS[kind])).toEqual(eachIs(list, 'nothing'))
  })
})

describe('a box', () => {
  it.each(Object.entries(SUBSCRIPTIONS))('is a subscription in "%s"', async (_, list) => {
    expect(await readEach(list, FIELDS.box)).toEqual(eachIs(list, 'subscriptionStatus'))
  })

  it('for anything else is no subscription', async () => {
    expect(await readEach(FOREIGN_BOXES, FIELDS.box)).toEqual(eachIs(FOREIGN_BOXES, 'nothing'))
  })
})

describe('a message', () => {
  const message: Field = (text) => `<textarea name="message">${text}</textarea>`

  it('with a card or social security number stays here', async () => {
    const secrets = `4242424242424242, 4242 4242 4242 4242, 4242-4242-4242-4242, 378282246310005,
      3782 822463 10005, 5555555555554444, 2223003122003222, 6011111111111117, 30569309025904,
      4242.4242.4242.4242, 4242\u00a04242\u00a04242\u00a04242, 4242\u202f4242\u202f4242\u202f4242,
      4242424242424242 12/27, 4242 4242 4242 4242 12/27 123, 12/27 4242424242424242,
      my card 4242 4242 4242 4242 please, nr.4242424242424242, 078-05-1120, SSN:078-05-1120`
    expect(await readEach(secrets, message)).toEqual(eachIs(secrets, 'nothing'))
  })

  it('with a phone number, a date or amounts does not', async () => {
    const harmless = `+49 30 1234567, 0049 30 12345678901, (555) 010-0199, +55 (11) 98765-4321,
      06 12 34 56 78, +44 20 7946 0958 ext 1234, 555-010-0199 or 555-010-0198, 2026-06-01T12:00:00,
      2026-06-01 10:00 to 2026-06-02, between 20000 - 30000, 300 500 100 200, 12345-6789`
    expect(await readEach(harmless, message)).toEqual(eachIs(harmless, 'message'))
  })
})
