import type { JsonObject } from '../../../protocol/event.ts'
import type { FormField } from '../../../protocol/form/field.ts'
import { type FormFacts, whyNoSignUp } from '../../../protocol/form/introducesSomebody.ts'
import { type FieldReading, readFields } from '../../../protocol/form/readFields.ts'
import type { FormOptions } from '../../api.ts'
import {
  bare,
  type Field,
  fieldsOf,
  isForm,
  isStyledAway,
  isVisible,
  type Scope,
  typeOf,
} from '../scope.ts'

export interface FormReading {
  /** The fields as they were, for a later step of the same form. */
  taken: FormField[]
  traits: JsonObject
  /** Each field, with what became of it. */
  fields: FieldReading[]
  /** What was entered, as far as it is long enough to be recognised by. */
  values: string[]
  /** Why it is no sign-up. */
  why: string | undefined
}

/** A label without what is chosen from in it. */
const labelOf = (field: Field): string => {
  const root = field.getRootNode() as Document
  const ids = field.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
  // Scripts put messages about faults into further ones.
  const [own] = field.labels ?? []
  const labels = [own, ...ids.map((id) => root.getElementById?.(id))]
  return [
    ...labels.map((label) => {
      const copy = label?.cloneNode(true) as Element | undefined
      for (const inner of copy?.querySelectorAll('select,textarea,option,button,script,style') ??
        [])
        inner.remove()
      return copy?.textContent ?? ''
    }),
    field.ariaLabel ?? field.getAttribute('aria-label'),
    // What components call it.
    (field as { label?: unknown }).label,
  ]
    .filter((text) => typeof text === 'string' && text.trim())
    .join(' ')
}

/** Texts of a page that are no label. */
const FARTHEST = 4

/** Where no label says what it is, the text before it does, after a box; up to another field. */
const textBeside = (field: Field, way: 'previousSibling' | 'nextSibling'): string => {
  let node: Element | null = field
  for (let depth = 0; node && depth < FARTHEST && !isForm(node); depth++, node = node.parentElement)
    for (let beside = node[way]; beside; beside = beside[way]) {
      if (beside instanceof Element && (beside.matches(NO_LABEL) || beside.querySelector(NO_LABEL)))
        return ''
      const text = /[13]/.test(`${beside.nodeType}`) && beside.textContent?.trim()
      if (text) return text.slice(0, 100)
    }
  return ''
}

const NO_LABEL = 'input,select,textarea,button,h1,h2,h3,h4,script,style'

/** What is chosen; where the site has but numbers for it, as people read it. */
const chosenOf = (select: HTMLSelectElement, isNamed: boolean): string =>
  [...select.selectedOptions]
    .map(({ value, text }) =>
      !isNamed && /^\d+$/.test(value) && /\p{L}/u.test(text) ? text.trim() : value,
    )
    .join(';')

const dataOf = (field: Field, options: FormOptions): FormField => {
  const { name, id, autocomplete, placeholder } = field
  const type = typeOf(field)
  const isBox = /box|radio/.test(type)
  const trait = field.dataset['trait'] ?? options.fields?.[name || id]
  const select = field as unknown as HTMLSelectElement
  const value = isBox
    ? (field.getAttribute('value') ?? '')
    : type === 'password' || type === 'file'
      ? ''
      : select.selectedOptions
        ? chosenOf(select, !!trait)
        : `${field.value ?? ''}`
  return {
    type,
    name: name || undefined,
    id: id || undefined,
    autocomplete: autocomplete || undefined,
    label:
      labelOf(field) ||
      (isBox && field.textContent) ||
      field.title ||
      (!placeholder && textBeside(field, isBox ? 'nextSibling' : 'previousSibling')) ||
      undefined,
    placeholder: placeholder || undefined,
    value: type === 'tel' ? dialCodeOf(field, value) : value,
    ...(isBox && { checked: field.checked }),
    ...(trait && { trait }),
  }
}

const factsOf = (given: Scope): FormFacts => {
  const scope = bare(given)
  const button = scope.querySelector<HTMLInputElement>('[type=submit],button:not([type=button])')
  return {
    about: ['id', 'name', 'class', 'action', 'aria-label']
      .map((name) => scope.getAttribute(name))
      .concat(button?.textContent || button?.value || '')
      .join(' '),
    isSearch: !!scope.closest('[role=search],search'),
  }
}

/** Takes a form down as data: what the visitor could see, or typed into. */
export const takeFields = (
  scope: Scope,
  typed: WeakSet<Element>,
  options: FormOptions,
): FormField[] =>
  fieldsOf(scope)
    .filter(
      (field) =>
        !field.closest('[data-ignore]') &&
        !field.matches(':disabled') &&
        (/box|radio|select|password/.test(typeOf(field)) ||
          // Widgets hide a text as well, but no trap has a trait.
          field.dataset['trait'] ||
          typed.has(field) ||
          isVisible(field)),
    )
    .map((field) => dataOf(field, options))

/** What a form tells by the fields that were taken down of it. */
export const readForm = (scope: Scope, taken: FormField[], options: FormOptions): FormReading => {
  const { traits, fields } = readFields(taken)
  const values = fields
    .filter(
      ({ field: { type }, trait, why }) =>
        (trait || why === 'not understood') && !/box|radio/.test(type),
    )
    .map(({ field }) => field.value.trim().slice(0, 200))
    .filter((value) => value[2])
  const all = { ...traits, ...(options.traits as JsonObject) }
  return {
    taken,
    traits: all,
    fields,
    values: [...new Set(values)],
    why: whyNoSignUp(all, taken, factsOf(scope)),
  }
}

/** Elements that may show the code of a country, at the end of a text: `Germany (+49)`. One with many is a list to choose from. */
const CODES = '[class*=dial],[class*=country],[class*=flag],option,span'
const CODE = /^[^+\d]*(\+\d{1,4})\)?$/
const digits = (text: string): string => text.replace(/\D/g, '')

/**
 * Widgets for phone numbers show the country's code beside the field, and keep the whole number in a
 * hidden one. Returns the number with its code.
 */
const dialCodeOf = (field: Field, value: string): string => {
  const number = value.trim()
  const national = digits(number).replace(/^0/, '')
  if (!national || /^(\+|00)/.test(number)) return value
  const group = field.closest('form') ?? field.parentElement?.parentElement
  for (const { type, value: whole } of group?.querySelectorAll('input') ?? [])
    if (type === 'hidden' && /^\+\d+$/.test(whole) && whole.endsWith(national)) return whole
  const around = field.parentElement?.parentElement
  for (const element of around?.querySelectorAll<HTMLOptionElement>(CODES) ?? []) {
    const { textContent, title, selected = !isStyledAway(element) } = element
    const text = textContent?.trim() || title || element.getAttribute('aria-label')
    const code = CODE.exec(text ?? '')?.[1]
    if (code && selected) return `${code} ${number.replace(/^0/, '')}`
  }
  return value
}
