/** How a form names the occasion on which it is handed in, so that a page and a server tell of one. Pure. */
import type { FormField } from './field.ts'

/** Name of the field in which the page puts something new whenever the form is handed in. */
export const HAND_IN_FIELD = 'fse_form'

export const handInId = (fields: readonly FormField[]): string | undefined =>
  fields.find(({ name }) => name === HAND_IN_FIELD)?.value || undefined
