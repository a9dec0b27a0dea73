// Pure: an event in, whether the person allowed it out.
import { actionsFor } from '../../freshsales/actions.ts'
import { looseName } from '../../freshsales/mapping/looseName.ts'
import type { Consent, EventType } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { Config } from '../settings/config.ts'
import type { Validated } from './validate.ts'

type Purpose = keyof Consent

/** What an event serves: the record in the CRM, or the watching of the site. */
const PURPOSES: { readonly [Type in EventType]: Purpose } = {
  identify: 'marketing',
  group: 'marketing',
  alias: 'marketing',
  track: 'analytics',
  page: 'analytics',
  screen: 'analytics',
}

/** What the purposes are called: here, by Segment, Google, OneTrust, Cookiebot and others. */
const NAMES: ReadonlyMap<string, Purpose> = new Map([
  ...[
    'analytics',
    'analyticsstorage',
    'analyticscookies',
    'statistics',
    'statistic',
    'performance',
    'measurement',
    'c0002',
  ].map((name): [string, Purpose] => [name, 'analytics']),
  ...[
    'marketing',
    'marketingstorage',
    'marketingcookies',
    'advertising',
    'advertisement',
    'ads',
    'adstorage',
    'aduserdata',
    'adpersonalization',
    'targeting',
    'crm',
    'c0004',
  ].map((name): [string, Purpose] => [name, 'marketing']),
])

/** Words of consent, in letters and digits. Every other word given for a purpose is a refusal. */
const GRANTS: ReadonlySet<string> = new Set([
  'true',
  '1',
  'yes',
  'y',
  'on',
  'ok',
  'grant',
  'granted',
  'allow',
  'allowed',
  'accept',
  'accepted',
  'agreed',
  'given',
  'optin',
  'optedin',
  'active',
  'enabled',
])

/** Where an object says its word: `{"status": "denied"}`. */
const SAYING: ReadonlySet<string> = new Set([
  'status',
  'state',
  'value',
  'granted',
  'allowed',
  'consent',
])

/**
 * The purpose that the person refused and this event serves, if any. The browser does not send such
 * events; an old page or another library may. What makes a record in the CRM serves marketing, of
 * whatever type the event is.
 */
export function refusedPurpose(
  validated: Validated,
  { config, hasGpc }: { config: Config; hasGpc: boolean },
): Purpose | undefined {
  const words = consentIn(validated.draft.context)
  if (words.size === 0 && !hasGpc) return undefined
  const isRefused = (purpose: Purpose) => (words.get(purpose) ?? !hasGpc) === false
  const own = PURPOSES[validated.draft.type]
  if (isRefused(own)) return own
  return makesRecord(validated, config) && isRefused('marketing') ? 'marketing' : undefined
}

/** An address makes a contact; an action of `EVENTS` writes into one. */
function makesRecord({ draft, people }: Validated, config: Config): boolean {
  return (
    people.emails.length > 0 ||
    (draft.type === 'track' && actionsFor(draft.event, config).length > 0)
  )
}

/** What was said of each purpose; a refusal counts over a consent. */
export function consentIn(
  context: { readonly [key: string]: unknown } | undefined,
): ReadonlyMap<Purpose, boolean> {
  const words = new Map<Purpose, boolean>()
  if (context?.['consent'] === undefined && context?.['consentManagement'] === undefined)
    return words
  const note = (name: string, given: unknown) => {
    const purpose = NAMES.get(looseName(name))
    const word = wordIn(given)
    if (purpose && word !== undefined) words.set(purpose, word && words.get(purpose) !== false)
  }
  const consent = context?.['consent']
  const preferences = isObject(consent) ? consent['categoryPreferences'] : undefined
  for (const said of [consent, preferences])
    if (isObject(said)) for (const name in said) note(name, said[name])
  if (!isObject(consent) && wordIn(consent) === false) noteAll(words)
  const management = context?.['consentManagement']
  const denied = isObject(management) ? management['deniedConsentIds'] : undefined
  for (const name of Array.isArray(denied) ? denied : []) note(String(name), false)
  return words
}

/** `"consent": false` is about everything. */
function noteAll(words: Map<Purpose, boolean>): void {
  for (const purpose of NAMES.values()) words.set(purpose, false)
}

/** Undefined where nothing was said. */
function wordIn(given: unknown): boolean | undefined {
  if (given === undefined || given === null) return undefined
  if (typeof given === 'boolean') return given
  if (typeof given === 'number') return given === 1
  if (typeof given === 'string')
    return given.trim() === '' ? undefined : GRANTS.has(looseName(given))
  if (!isObject(given)) return undefined
  const words = Object.entries(given).flatMap(([name, value]) =>
    SAYING.has(looseName(name)) && !isObject(value) ? (wordIn(value) ?? []) : [],
  )
  return words.length === 0 ? undefined : words.every((word) => word)
}
