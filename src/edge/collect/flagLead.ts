// Pure: what a sign-up looks like in, its flags out.

import type { JsonObject } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import type { LeadQuality, QualityFlag } from '../settings/leadQuality.ts'
import { DISPOSABLE_DOMAINS } from './disposableDomains.ts'
import type { Draft, Validated } from './validate.ts'

/** What the checks look at. */
interface Lead {
  localPart: string
  domain: string
  /** Traits and properties: where a form's fields travel. */
  values: JsonObject[]
  /** `context.form` of the SDK: what it saw of the form being filled in. */
  form: JsonObject
  context: JsonObject
}

/** Mailboxes that a company shares, as RFC 2142 and habit name them. */
const ROLE_MAILBOX =
  /^(?:abuse|accounting|accounts|admin|administrator|billing|careers|contact|enquiries|help|hello|hostmaster|hr|info|inquiries|it|jobs|legal|mail|marketing|no-?reply|office|orders|postmaster|press|privacy|recruiting|root|sales|security|service|staff|support|team|test|webmaster)(?:\+.*)?$/

const CHECKS: {
  readonly [flag in Exclude<QualityFlag, 'turnstile'>]: (lead: Lead, rules: LeadQuality) => boolean
} = {
  honeypot: ({ values, form }, { honeypots }) =>
    form['honeypot'] === true ||
    honeypots.some((name) =>
      values.some((fields) => Object.hasOwn(fields, name) && !isBlank(fields[name])),
    ),
  'too-fast': ({ form }, { minimumSeconds }) =>
    typeof form['seconds'] === 'number' && form['seconds'] < minimumSeconds,
  disposable: ({ domain }, { disposable }) => isDisposable(domain, disposable),
  role: ({ localPart }) => ROLE_MAILBOX.test(localPart),
  webdriver: ({ context }) => context['webdriver'] === true,
}

const CHECKED = Object.keys(CHECKS) as (keyof typeof CHECKS)[]

/**
 * What is odd about the sign-up in an event; nothing where it names no e-mail address. Of whatever type:
 * each makes a contact.
 */
export function flagLead({ draft, people }: Validated, rules: LeadQuality): QualityFlag[] {
  const lead = people.email === undefined ? undefined : leadIn(draft, people.email)
  if (!lead) return []
  return CHECKED.filter((flag) => CHECKS[flag](lead, rules))
}

/** The name of the field that Turnstile's widget adds to a form. */
const TOKEN_FIELD = 'cf-turnstile-response'

/** Where a page or a form sends the token of Turnstile. */
export function turnstileTokenOf(draft: Draft): unknown {
  const given = draft.context?.['turnstileToken']
  return given ?? valuesOf(draft).find((fields) => fields[TOKEN_FIELD] !== undefined)?.[TOKEN_FIELD]
}

/** Trap fields are no data, and a token is spent: takes them out, in place. */
export function removeTraps(draft: Draft, { honeypots }: Pick<LeadQuality, 'honeypots'>): void {
  if (draft.context && 'turnstileToken' in draft.context) delete draft.context['turnstileToken']
  for (const fields of valuesOf(draft)) {
    if (TOKEN_FIELD in fields) delete fields[TOKEN_FIELD]
    for (const name of honeypots) if (name in fields) delete fields[name]
  }
}

function leadIn(draft: Draft, email: string): Lead | undefined {
  const [localPart, domain] = email.split('@', 2)
  if (localPart === undefined || domain === undefined) return undefined
  const context = draft.context ?? {}
  const form = isObject(context['form']) ? context['form'] : {}
  return { localPart, domain, values: valuesOf(draft), form, context }
}

function valuesOf(draft: Draft): JsonObject[] {
  const places = [
    'traits' in draft ? draft.traits : undefined,
    'properties' in draft ? draft.properties : undefined,
    draft.context?.['traits'],
  ]
  return places.filter(isObject)
}

/** More labels than any mailbox provider's name has; a name of a hundred is meant to keep us busy. */
const MAX_LABELS = 6

/** A provider's subdomains are the provider's. */
function isDisposable(domain: string, more: string[]): boolean {
  let at = domain.length
  for (let label = 0; label < MAX_LABELS && at >= 0; label++) {
    at = at === 0 ? -1 : domain.lastIndexOf('.', at - 1)
    const suffix = domain.slice(at + 1)
    if (DISPOSABLE_DOMAINS.has(suffix) || more.includes(suffix)) return true
  }
  return false
}
