import type { JsonObject } from '../../protocol/event.ts'
import type { FormOptions } from '../api.ts'
import { isSecretField, isSecretValue } from './sensitive.ts'
import { SUBSCRIPTION_WORDS, TRAIT_TABLE } from './traitTable.ts'
import { isVisible } from './visible.ts'
import { wordsOf } from './words.ts'

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

/** Freshsales' own numbers for the state of a subscription. */
const SUBSCRIBED = 1
const NOT_SUBSCRIBED = 2

/** Types that are never read; `data-trait` does not change that. */
const NEVER = /^(password|hidden|file|submit|button|image|reset|search|fieldset|output)$/

const isBox = (field: Field): boolean => /^(checkbox|radio)$/.test(field.type)

const isTicked = (field: Field): boolean => (field as HTMLInputElement).checked

/** What the page calls a field, nearest first: autocomplete, type, name, label. */
const textsOf = (field: Field): string[] =>
  [
    field.autocomplete,
    field.type,
    field.name,
    field.id,
    ...[...(field.labels ?? [])].map((label) => label.textContent),
    field.getAttribute('aria-label'),
    (field as HTMLInputElement).placeholder,
  ].map((text) => wordsOf(text ?? ''))

/** The trait that a field holds, or nothing when it is unknown. */
export function traitOf(field: Field, fields: Record<string, string> = {}): string | undefined {
  const chosen = field.dataset['trait'] ?? fields[field.name]
  if (chosen || isBox(field)) return chosen
  for (const words of textsOf(field)) {
    const known = TRAIT_TABLE.find(([, pattern]) => pattern.test(words))
    if (known) return known[0]
  }
  return undefined
}

/** Whether a field may be read at all. */
export const isReadable = (field: Field, wasTyped: boolean): boolean =>
  !NEVER.test(field.type) &&
  !field.disabled &&
  !field.closest('[data-ignore]') &&
  !isSecretField(textsOf(field).join(' ')) &&
  (wasTyped || isBox(field) || isVisible(field))

/** What a person entered, in one text; a tick without a value of its own is `true` or `false`. */
function enteredIn(field: Field): string | boolean {
  if (isBox(field)) {
    if (!field.hasAttribute('value')) return isTicked(field)
    return isTicked(field) ? field.value : ''
  }
  if (field instanceof HTMLSelectElement) {
    return [...field.selectedOptions].map((option) => option.value).join(';')
  }
  return field.value.trim()
}

/** Puts a value at a path. The first field of a trait counts; ticked boxes add up to one text, as Freshsales wants choices. */
function put(traits: JsonObject, path: string, value: string | boolean, isAdding: boolean): void {
  const [head = '', rest] = path.split('.')
  const known = traits[head]
  if (rest) {
    const inner = (typeof known === 'object' ? known : {}) as JsonObject
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

/** The traits that a form tells of the person who filled it in. */
export function readForm(
  form: HTMLFormElement,
  typed: WeakSet<Element>,
  options: FormOptions,
): JsonObject {
  const traits: JsonObject = {}
  for (const field of form.elements as Iterable<Element> as Iterable<Field>) {
    if (!isReadable(field, typed.has(field))) continue
    const value = enteredIn(field)
    const trait = traitOf(field, options.fields)
    if (trait && value !== '' && !isSecretValue(String(value))) {
      put(traits, trait, value, isBox(field))
    } else if (field.type === 'checkbox' && SUBSCRIPTION_WORDS.test(textsOf(field).join(' '))) {
      traits['subscriptionStatus'] = value ? SUBSCRIBED : NOT_SUBSCRIBED
    }
  }
  completeName(traits)
  return { ...traits, ...(options.traits as JsonObject) }
}
