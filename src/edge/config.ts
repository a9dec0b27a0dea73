import { type EventActions, parseActions } from '../freshsales/actions.ts'
import type { Fields } from '../freshsales/change.ts'
import { parseDefaults } from '../freshsales/defaults.ts'
import { type Domain, parseDomain } from '../freshsales/domain.ts'
import type { Result } from '../protocol/result.ts'
import { type ClickFields, parseClickFields } from './config/clickFields.ts'
import { type LeadQuality, parseLeadQuality } from './config/leadQuality.ts'
import { parseHostname, parseHostnames, parseOrigins } from './config/origins.ts'
import {
  flag,
  json,
  oneOf,
  optional,
  type Reader,
  required,
  secret,
  secretPair,
  wholeNumber,
} from './config/readers.ts'
import { parseWriteKeys, type Source } from './config/source.ts'
import { parseHttpsUrl } from './config/webhook.ts'
import type { Env } from './env.ts'

/** The settings, checked and frozen. What each means for an operator stands in `env.ts`. */
export interface Config {
  readonly domain: Domain
  /** The key in use, and the one that will replace it. */
  readonly apiKeys: readonly string[]
  readonly appToken: string | undefined
  /** By write key. */
  readonly sources: ReadonlyMap<string, Source>
  readonly allowedOrigins: ReadonlySet<string>
  /** Empty: any. */
  readonly hostnames: ReadonlySet<string>
  readonly adminToken: string | undefined
  readonly hourlyCalls: number
  readonly minuteCalls: number
  readonly timeline: 'note' | 'activity' | 'tracking' | 'off'
  readonly activityType: string | undefined
  readonly actions: EventActions
  readonly clickFields: ClickFields
  readonly defaults: Fields
  readonly dryRun: boolean
  readonly bulkUpsert: boolean
  readonly alertWebhook: string | undefined
  readonly alertAfterMinutes: number
  /** 0: no limit. */
  readonly newContactsPerHour: number
  /** Empty: signed identities are not used. */
  readonly identitySecrets: readonly string[]
  readonly leadQuality: LeadQuality
  readonly turnstileSecret: string | undefined
  readonly cookieDomain: string | undefined
  readonly clientIp: 'off' | 'truncated' | 'full'
}

const anyText = secret(1)

/** How each setting is read; the order is the order in which faults are named. */
const READERS: { [Field in keyof Config]: Reader<Config[Field]> } = {
  // Loopback is let through everywhere: from Cloudflare's network it leads nowhere.
  domain: required('FRESHSALES_DOMAIN', (text) => parseDomain(text, { allowLoopback: true })),
  apiKeys: (env) => {
    const first = required('FRESHSALES_API_KEY', anyText)(env)
    return first.ok
      ? secretPair('FRESHSALES_API_KEY', 'FRESHSALES_API_KEY_NEXT', anyText)(env)
      : first
  },
  appToken: optional('FRESHSALES_APP_TOKEN', anyText),
  sources: json('WRITE_KEYS', { fallback: {}, parse: parseWriteKeys }),
  allowedOrigins: json('ALLOWED_ORIGINS', { fallback: [], parse: parseOrigins }),
  hostnames: json('HOSTNAMES', { fallback: [], parse: parseHostnames }),
  adminToken: optional('ADMIN_TOKEN', secret(12)),
  hourlyCalls: wholeNumber('HOURLY_CALLS', { fallback: 800, min: 1, max: 100_000 }),
  minuteCalls: wholeNumber('MINUTE_CALLS', { fallback: 200, min: 1, max: 10_000 }),
  timeline: oneOf('TIMELINE', ['note', 'activity', 'tracking', 'off']),
  activityType: optional('ACTIVITY_TYPE', anyText),
  actions: json('EVENTS', { fallback: {}, parse: parseActions }),
  clickFields: json('CLICK_FIELDS', { fallback: {}, parse: parseClickFields }),
  defaults: json('DEFAULTS', { fallback: {}, parse: parseDefaults }),
  dryRun: flag('DRY_RUN'),
  bulkUpsert: flag('BULK_UPSERT'),
  alertWebhook: optional('ALERT_WEBHOOK', parseHttpsUrl),
  alertAfterMinutes: wholeNumber('ALERT_AFTER_MINUTES', { fallback: 15, min: 1, max: 10_080 }),
  newContactsPerHour: wholeNumber('NEW_CONTACTS_PER_HOUR', { fallback: 0, min: 0, max: 100_000 }),
  identitySecrets: secretPair('IDENTITY_SECRET', 'IDENTITY_SECRET_NEXT', secret(32)),
  leadQuality: json('LEAD_QUALITY', { fallback: {}, parse: parseLeadQuality }),
  turnstileSecret: optional('TURNSTILE_SECRET', anyText),
  cookieDomain: optional('COOKIE_DOMAIN', parseHostname),
  clientIp: oneOf('CLIENT_IP', ['off', 'truncated', 'full']),
}

/** Reads the settings; a failure names the variable and says what to do. */
export function parseConfig(env: Env): Result<Config> {
  const known = parsed.get(env)
  if (known) return known
  const result = readConfig(env)
  parsed.set(env, result)
  return result
}

/** Every fault of the settings, for the doctor, which names them all at once. */
export function findConfigFaults(env: Env): string[] {
  return Object.values(READERS).flatMap((read) => {
    const result = (read as Reader<unknown>)(env)
    return result.ok ? [] : [result.reason]
  })
}

/** Once per isolate: the runtime hands the same `env` to every request. A memo, so not state. */
const parsed = new WeakMap<Env, Result<Config>>()

function readConfig(env: Env): Result<Config> {
  const values: Record<string, unknown> = {}
  for (const [field, read] of Object.entries(READERS)) {
    const result = (read as Reader<unknown>)(env)
    if (!result.ok) return result
    values[field] = result.value
  }
  const config = values as unknown as Config
  if (config.timeline === 'tracking' && config.appToken === undefined) {
    return { ok: false, reason: 'FRESHSALES_APP_TOKEN: is missing, and TIMELINE=tracking needs it' }
  }
  return { ok: true, value: Object.freeze(config) }
}
