/**
 * A field of a form as data: what the page says of it, and what the visitor entered. Without a form,
 * nothing here knows of a document, so that the edge reads what `sdk.js` alone could only take down.
 */
export interface FormField {
  /** `type` of an input, `textarea`, `select-one`, `select-multiple`. */
  type: string
  name?: string | undefined
  id?: string | undefined
  autocomplete?: string | undefined
  /** Its label, without the options of a select that stands in it. */
  label?: string | undefined
  placeholder?: string | undefined
  /** Empty for a secret one. A box has its `value` attribute. */
  value: string
  /** Of a box or radio button. */
  checked?: boolean | undefined
  /** The trait that the page names for it. */
  trait?: string | undefined
}

export const isBox = ({ type }: Pick<FormField, 'type'>): boolean => /box|radio/.test(type)

/**
 * What a text about a field is brought to before tables look at it: words in small letters, without
 * accents, one blank between them. `firstName`, `first_name` and `First-Name` become `first name`.
 */
export const wordsOf = (text: unknown): string =>
  `${text ?? ''}`
    .slice(0, 300)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Whether a text is an e-mail address, and nothing beside. */
export const isAddress = (value: string): boolean =>
  /^[^\s@,;:<>()"]+@[^\s@,;:<>()"]+\.[^\s@.,;:<>()"]{2,}$/.test(value)
