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
    ...[...(field.labels ?? [])].map((label) => label.textContent),
    field.ariaLabel,
    field.placeholder,
  ].map(wordsOf)

const guessTrait = (texts: string[]): string | undefined =>
  texts
    .flatMap((text) => Object.entries(TRAIT_TABLE).filter(([, words]) => words.test(text)))
    .map(([trait]) => trait)[0]

/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
function put(traits: JsonObject, path: string, value: string | boolean, isBox: boolean): void {
  const [head = '', key] = path.split('.')
  const target = (key ? { ...(traits[head] as JsonObject) } : traits) as JsonObject
  const known = target[key ?? head]
  target[key ?? head] = known && isBox ? `${known};${value}` : (known ?? value)
  if (key) traits[head] = target
}

/** In languages that say "name" for one half of it, the other half tells which. */
function completeName(traits: JsonObject): void {
  const { name, firstName, lastName } = traits
  if (!name || !firstName === !lastName) return
  traits[firstName ? 'lastName' : 'firstName'] = name
  delete traits['name']
}

/** The traits that a form tells of the person who filled it in; `typed` are the fields seen in use. */
export function readForm(
  form: HTMLFormElement,
  typed: WeakSet<Element>,
  options: FormOptions,
): JsonObject {
  const traits: JsonObject = {}
  for (const field of form.elements as Iterable<Element> as Iterable<HTMLInputElement>) {
    const { type, checked } = field
    const isBox = /^(checkbox|radio)$/.test(type)
    const texts = textsOf(field)
    const chosen = field.dataset['trait'] ?? options.fields?.[field.name]
    const trait = chosen ?? (isBox ? '' : guessTrait(texts))
    const value = isBox ? checked && (field.getAttribute('value') ?? true) : field.value?.trim()
    const isReadable =
      !isSecretField(`${texts}`) &&
      !field.closest('[data-ignore]') &&
      (isBox || typed.has(field) || isVisible(field))
    if (isReadable && trait && value && !isSecretValue(`${value}`)) put(traits, trait, value, isBox)
    if (isReadable && !trait && type === 'checkbox' && SUBSCRIPTION_WORDS.test(`${texts}`))
      traits['subscriptionStatus'] = checked ? SUBSCRIBED : NOT_SUBSCRIBED
  }
  completeName(traits)
  return { ...traits, ...(options.traits as JsonObject) }
}
