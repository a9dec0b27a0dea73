import * as v from 'valibot'
import { parseActions } from '../../../freshsales/actions.ts'
import { parseDefaults } from '../../../freshsales/defaults.ts'
import { parseChannels } from '../../../freshsales/interpret/channelOf.ts'
import { json, oneOf, text, wholeNumber } from '../format.ts'
import { parseHot } from '../hotRules.ts'
import { leadQuality } from '../leadQuality.ts'
import type { Setting } from '../setting.ts'

/** Click id (or `landing`, `referrer`) → the contact's custom field that keeps it. */
export type ClickFields = { readonly [parameter: string]: string }

/** Reads CLICK_FIELDS. */
export const clickFields: v.GenericSchema<unknown, ClickFields> = v.record(
  v.pipe(v.string(), v.regex(/^\w{1,50}$/, 'is not the name of a parameter')),
  v.pipe(v.string(), v.regex(/^cf_\w{1,100}$/, 'must be a custom field, such as cf_gclid')),
)

/** What becomes of events in the CRM, and how many calls may be spent on it. */
export const RECORD_SETTINGS = {
  HOURLY_CALLS: {
    field: 'hourlyCalls',
    format: wholeNumber({ min: 1, max: 100_000 }),
    fallback: 800,
    about:
      'How many calls to Freshsales this edge may make in an hour. The account has 1,000 to 5,000 by plan, for all programs together.',
    advice: 'a number below the hourly limit of your plan',
    example: '800',
  },
  MINUTE_CALLS: {
    field: 'minuteCalls',
    format: wholeNumber({ min: 1, max: 10_000 }),
    fallback: 200,
    about: 'Calls to Freshsales a minute; classic accounts allow 400.',
    advice: 'a number',
    example: '200',
  },
  TIMELINE: {
    field: 'timeline',
    format: oneOf(['note', 'activity', 'tracking', 'off']),
    fallback: 'note',
    about:
      'Where visits are written: `note` on the contact, `activity`, `tracking` (needs FRESHSALES_APP_TOKEN) or `off`.',
    advice: '"note", "activity", "tracking" or "off"',
  },
  ACTIVITY_TYPE: {
    field: 'activityType',
    format: text(),
    about:
      'Name of the sales activity type that `TIMELINE=activity` uses, as in Freshsales. Make one of your own: Freshsales probably refuses its built-in types.',
    unset: 'none; visits are then written as notes',
    advice: 'the name of a sales activity type, as it is in Freshsales',
    example: 'Website visit',
  },
  EVENTS: {
    field: 'actions',
    format: json(parseActions, { orList: true }),
    fallback: {},
    about: 'JSON: what an event of that name does in the CRM, see [mapping](mapping.md).',
    unset: 'none',
    advice: 'what each event does, see docs/mapping.md',
    example: { 'Trial Started': { 'lifecycle stage': 'Trial' } },
  },
  HOT: {
    field: 'hot',
    format: json(parseHot),
    fallback: {},
    about:
      'JSON: what makes somebody who is in the CRM a hot lead, by rules of your own names, see [hot leads](operations.md#hot-leads): `"after days"` since they were last here, `"pages"` they look at so many `"times"` `"within hours"`, or a parameter (`"query"`) in the address. Each makes a task for the contact’s owner and a message, or one of both.',
    unset: 'none',
    advice: 'rules by name, see docs/operations.md',
    example: { Returned: { 'after days': 7 }, 'Pricing twice': { pages: '/pricing*', times: 2 } },
  },
  DEFAULTS: {
    field: 'defaults',
    format: json(parseDefaults),
    fallback: {},
    about:
      'JSON: fields of a contact that is new, names allowed. A contact made by the API may start as subscribed to every kind of marketing mail: `"subscriptionStatus"` says what it starts as instead.',
    unset: 'none',
    advice: 'fields of a new contact, see docs/mapping.md',
    example: { leadSource: 'Web', owner: 'ann@acme.com' },
  },
  EXISTING: {
    field: 'existing',
    format: oneOf(['update', 'fill']),
    fallback: 'update',
    about:
      'What a page’s word does to a contact that is in the CRM: `update` replaces what the person tells about themselves, `fill` writes only where nothing stands. Owner, stage, status, consent, lead source and campaign of such a contact a page never sets.',
    advice: '"update", or "fill" where what sales people write always wins',
  },
  CLICK_FIELDS: {
    field: 'clickFields',
    format: json(clickFields),
    fallback: {},
    about: 'JSON: the contact’s custom field for each click id, and for `landing` and `referrer`.',
    unset: 'none; the ids stay in the visit',
    advice: 'a custom field for each click id, or leave it out',
    example: { gclid: 'cf_gclid', landing: 'cf_landing_page' },
  },
  CHANNELS: {
    field: 'channels',
    format: json(parseChannels),
    fallback: {},
    about:
      'JSON: what a visit from that host (with its subdomains), or with that parameter in its address, counts as: `"source / medium"`, or `"source / medium / lead source"`. It wins over [the table](mapping.md#channels); UTM parameters win over it.',
    unset: 'the table of search engines, networks, assistants, mailboxes and click ids',
    advice: 'a channel for each host or parameter, or leave it out',
    example: { 'partner.example': 'acme partners / partner / Partner', aff_id: 'affiliates / cpa' },
  },
  LEAD_QUALITY: {
    field: 'leadQuality',
    format: json(leadQuality),
    fallback: {},
    about:
      'JSON: how sign-ups are judged. `"field"` is the contact field that gets the flags, `"hold"` lists the flags with which a lead is kept for review, `"honeypots":["fax2"]` names trap fields of your forms, `"minimumSeconds":2`, `"disposable":["example.org"]` adds mailbox providers.',
    unset: 'flags nobody sees, and `honeypot` and `turnstile` held',
    advice: 'what is held for review, or leave it out',
    example: { field: 'cf_lead_quality', hold: ['honeypot', 'disposable'] },
  },
} as const satisfies Record<string, Setting>
