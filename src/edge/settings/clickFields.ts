import * as v from 'valibot'

/** Click id (or `landing`, `referrer`) → the contact's custom field that keeps it. */
export type ClickFields = { readonly [parameter: string]: string }

/** Reads CLICK_FIELDS. */
export const clickFields: v.GenericSchema<unknown, ClickFields> = v.record(
  v.pipe(v.string(), v.regex(/^\w{1,50}$/, 'is not the name of a parameter')),
  v.pipe(v.string(), v.regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')),
)
