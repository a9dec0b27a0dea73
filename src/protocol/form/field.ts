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
