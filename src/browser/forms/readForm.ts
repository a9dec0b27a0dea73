import type { JsonObject } from '../../protocol/event.ts'
import type { FormOptions } from '../api.ts'
import { isSecretField, isSecretValue } from './sensitive.ts'
import { SUBSCRIPTION_WORDS, TRAIT_TABLE } from './traitTable.ts'
import { isVisible } from './visible.ts'
import { wordsOf } from './words.ts'

type Field = HTMLInputElement & Pick<HTMLSelectElement, 'selectedOptions'>

/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1
const NOT_SUBSCRIBED = 2

const isBox = ({ type }: Field): boolean => /^(checkbox|radio)$/.test(type)

/** What the page calls a field, nearest first: autocomplete, type, name, label. */
const textsOf = (field: Field): string[] =>
  [
    field.autocomplete,
    field.type,
    field.name,
    field.id,
    ...[...(field.labels ?? [])].map((label) => label.textContent),
    field.ariaLabel,
    field.placeholder,
  ].map((text) => wordsOf(text ?? ''))

/** What a person entered, in one text; a tick without a value of its own is `true` or `false`. */
function enteredIn(field: Field): string | boolean {
  const { value, checked, selectedOptions } = field
  if (isBox(field)) return field.hasAttribute('value') ? (checked ? value : '') : checked
  return selectedOptions
    ? [...selectedOptions].map((option) => option.value).join(';')
    : value.trim()
}

/** Puts a value at a path. The first field of a trait counts; ticked boxes add up, as Freshsales wants choices. */
function put(traits: JsonObject, path: string, value: string | boolean, isAdding: boolean): void {
  const [head = '', rest] = path.split('.')
  const known = traits[head]
  if (rest) {
    const inner = (known ?? {}) as JsonObject
    traits[head] = inner
    put(inner, rest, value, isAdding)
  } else if (known === undefined) traits[head] = value
  else if (isAdding) traits[head] = `${known};${value}`
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
  for (const field of form.elements as Iterable<Element> as Iterable<Field>) {
    const texts = textsOf(field)
    const words = texts.join(' ')
    if (
      isSecretField(field.type, words) ||
      field.closest('[data-ignore]') ||
      !(typed.has(field) || isBox(field) || isVisible(field))
    )
      continue
    const value = enteredIn(field)
    const chosen = field.dataset['trait'] ?? options.fields?.[field.name]
    const guess = (): string | undefined =>
      texts.map((text) => TRAIT_TABLE.find(([, pattern]) => pattern.test(text))?.[0]).find(Boolean)
    const trait = chosen ?? (isBox(field) ? undefined : guess())
    if (!trait && field.type === 'checkbox' && SUBSCRIPTION_WORDS.test(words)) {
      traits['subscriptionStatus'] = value ? SUBSCRIBED : NOT_SUBSCRIBED
    }
    if (trait && value !== '' && !isSecretValue(`${value}`)) put(traits, trait, value, isBox(field))
  }
  completeName(traits)
  return { ...traits, ...(options.traits as JsonObject) }
}
