import * as v from 'valibot'

/** What can be odd about a sign-up. */
export const QUALITY_FLAGS = [
  'honeypot',
  'too-fast',
  'disposable',
  'role',
  'webdriver',
  'turnstile',
] as const

export type QualityFlag = (typeof QUALITY_FLAGS)[number]

/** How sign-ups are judged, from LEAD_QUALITY. */
export interface LeadQuality {
  /** Contact field that gets the flags as text, such as `cf_lead_quality`. */
  field?: string
  /** A lead with one of these is held for review instead of delivered. */
  hold: QualityFlag[]
  /** Names of trap fields: people do not see them, robots fill them. */
  honeypots: string[]
  /** A form filled in less time was not filled by a person. */
  minimumSeconds: number
  /** Domains of throw-away mailboxes beyond the built-in list. */
  disposable: string[]
}

/** Reads LEAD_QUALITY. */
export const leadQuality: v.GenericSchema<unknown, LeadQuality> = v.strictObject({
  field: v.exactOptional(v.pipe(v.string(), v.regex(/^\w{1,100}$/, 'must be the name of a field'))),
  hold: v.optional(v.array(v.picklist(QUALITY_FLAGS)), ['honeypot', 'turnstile']),
  honeypots: v.optional(v.array(v.string()), ['honeypot']),
  minimumSeconds: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(60)), 2),
  disposable: v.optional(v.array(v.pipe(v.string(), v.toLowerCase())), []),
})
