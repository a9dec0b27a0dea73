import type { JsonObject } from '../../protocol/event.ts'
import type { FormOptions } from '../api.ts'
import { isSecretField, isSecretValue } from './sensitive.ts'
import { SUBSCRIPTION_WORDS, TRAIT_TABLE } from './traitTable.ts'
import { isVisible } from './visible.ts'
import { wordsOf } from './words.ts'

/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1
const NOT_SUBSCRIBED = 2

/** What the page calls a field, nearest first: autocomplete, type, name, label. */
const textsOf = (field: HTMLInputElement): string[] =>
  [
    field.autocomplete,
    field.type,
    field.name,
    field.id,
    field.labels?.[0]?.textContent,
    field.ariaLabel,
    field.placeholder,
  ].map(wordsOf)

const TRAITS = Object.keys(TRAIT_TABLE) as (keyof typeof TRAIT_TABLE)[]

const guessTrait = (texts: string[]): string | undefined =>
  texts.flatMap((text) => TRAITS.filter((trait) => TRAIT_TABLE[trait].test(text)))[0]

/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
const put = (traits: JsonObject, path: string, value: string | boolean, isBox: boolean): void => {
  const [key, head] = path.split('.').reverse() as [string, string?]
  const target = head ? { ...(traits[head] as JsonObject) } : traits
  const known = target[key]
  target[key] = known && isBox ? `${known};${value}` : (known ?? value)
  if (head) traits[head] = target
}

/** In languages that say "name" for one half of it, the other half tells which. */
const completeName = (traits: JsonObject): void => {
  const { name, firstName, lastName } = traits
  if (!name || !firstName === !lastName) return
  traits[firstName ? 'lastName' : 'firstName'] = name
  delete traits['name']
}

interface Reading {
  traits: JsonObject
  /** What the person entered, as far as it is long enough to be recognised by. */
  values: string[]
}

/** The traits that a form tells of the person who filled it in; `typed` are the fields seen in use. */
export const readForm = (
  form: HTMLFormElement,
  typed: WeakSet<Element>,
  options: FormOptions,
): Reading => {
  const traits: JsonObject = {}
  const values: string[] = []
  for (const field of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
    const { type, checked } = field
    const isBox = /box|radio/.test(type)
    const texts = textsOf(field)
    const chosen = field.dataset['trait'] ?? options.fields?.[field.name]
    const trait = chosen ?? (isBox ? '' : guessTrait(texts))
    const value = isBox
      ? checked && (field.getAttribute('value') ?? true)
      : `${field.value ?? ''}`.trim()
    if (
      isSecretField(`${texts}`) ||
      field.closest('[data-ignore]') ||
      !(isBox || typed.has(field) || isVisible(field))
    )
      continue
    if (!trait) {
      if (type === 'checkbox' && SUBSCRIPTION_WORDS.test(`${texts}`))
        traits['subscriptionStatus'] =
          checked || traits['subscriptionStatus'] === SUBSCRIBED ? SUBSCRIBED : NOT_SUBSCRIBED
    } else if (value && !isSecretValue(`${value}`)) {
      put(traits, trait, value, isBox)
      if (!isBox && `${value}`[2]) values.push(`${value}`)
    }
  }
  completeName(traits)
  return { traits: { ...traits, ...(options.traits as JsonObject) }, values }
}
