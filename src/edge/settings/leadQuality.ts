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

const FLAG = `must be one of ${QUALITY_FLAGS.join(', ')}`
const FLAGS = `must be a list of ${QUALITY_FLAGS.join(', ')}`
const FIELD = 'must be the name of a field'
const NAMES = 'must be a list of names, such as ["fax2"]'
const DOMAINS = 'must be a list of domains, such as ["example.org"]'
const SECONDS = 'must be a number from 0 to 60'

const ENTRIES = {
  field: v.exactOptional(v.pipe(v.string(FIELD), v.regex(/^\w{1,100}$/, FIELD))),
  hold: v.optional(v.array(v.picklist(QUALITY_FLAGS, FLAG), FLAGS), ['honeypot', 'turnstile']),
  honeypots: v.optional(v.array(v.string(NAMES), NAMES), ['honeypot']),
  minimumSeconds: v.optional(
    v.pipe(v.number(SECONDS), v.minValue(0, SECONDS), v.maxValue(60, SECONDS)),
    2,
  ),
  disposable: v.optional(v.array(v.pipe(v.string(DOMAINS), v.toLowerCase()), DOMAINS), []),
}

const KNOWN = Object.keys(ENTRIES).join(', ')

/** Reads LEAD_QUALITY. */
export const leadQuality: v.GenericSchema<unknown, LeadQuality> = v.strictObject(
  ENTRIES,
  ({ expected }) =>
    expected === 'never'
      ? `is unknown; known are ${KNOWN}`
      : 'must be an object such as {"hold": ["honeypot"]}',
)
