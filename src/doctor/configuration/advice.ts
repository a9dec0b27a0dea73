import type { Variable } from '../../edge/env.ts'

interface Advice {
  /** Belongs into `wrangler secret put`, not into a file that others read. */
  isSecret: boolean
  /** What a good value is, as the end of "Write …". */
  write: string
}

const secret = (write: string): Advice => ({ isSecret: true, write })
const plain = (write: string): Advice => ({ isSecret: false, write })

/** How each variable is mended. The compiler asks for a new one. */
const ADVICE: { readonly [name in Variable]: Advice } = {
  FRESHSALES_DOMAIN: plain('the address of your account, such as "acme.myfreshworks.com"'),
  FRESHSALES_API_KEY: secret('the API key from Freshsales, Profile settings → API settings'),
  FRESHSALES_API_KEY_NEXT: secret('the API key that will replace the first, or leave it out'),
  FRESHSALES_APP_TOKEN: secret('the app token from Freshsales, Admin settings → Website tracking'),
  WRITE_KEYS: plain('{"wk_site": "Website"}: a key of your choice, and the name of the site'),
  ALLOWED_ORIGINS: plain('["https://www.acme.com"]: scheme and host of each site'),
  HOSTNAMES: plain('["t.acme.com"], or leave it out'),
  ADMIN_TOKEN: secret('the output of: openssl rand -base64 24'),
  HOURLY_CALLS: plain('a number below the hourly limit of your plan, such as "800"'),
  MINUTE_CALLS: plain('a number such as "200"'),
  TIMELINE: plain('"note", "activity", "tracking" or "off"'),
  ACTIVITY_TYPE: plain('the name of a sales activity type, as it is in Freshsales'),
  EVENTS: plain('{"Trial Started": {"lifecycleStage": "Trial"}}, see docs/mapping.md'),
  DEFAULTS: plain('{"leadSource": "Web"}, see docs/mapping.md'),
  DRY_RUN: plain('"1" to send no call, or leave it out'),
  ALERT_WEBHOOK: plain('an address that begins with https://, or leave it out'),
  ALERT_AFTER_MINUTES: plain('a number such as "15"'),
  CLICK_FIELDS: plain('{"gclid": "cf_gclid"}, or leave it out'),
  NEW_CONTACTS_PER_HOUR: plain('a number such as "200"'),
  IDENTITY_SECRET: secret('the output of: openssl rand -base64 48'),
  IDENTITY_SECRET_NEXT: secret('the output of: openssl rand -base64 48, or leave it out'),
  LEAD_QUALITY: plain('{"hold": ["honeypot"]}, or leave it out'),
  TURNSTILE_SECRET: secret('the secret key of your Turnstile widget, or leave it out'),
  COOKIE_DOMAIN: plain('"acme.com", when the edge answers on a host below it, or leave it out'),
  CLIENT_IP: plain('"off", "truncated" or "full"'),
}

export const VARIABLES = Object.keys(ADVICE) as readonly Variable[]

export const SECRETS = VARIABLES.filter((name) => ADVICE[name].isSecret)

export function isVariable(name: string): name is Variable {
  return Object.hasOwn(ADVICE, name)
}

/** What to do about this variable, and where. */
export function adviceFor(name: Variable): string {
  const { isSecret, write } = ADVICE[name]
  const where = isSecret
    ? `In production: npx wrangler secret put ${name}. On this machine: .dev.vars.`
    : 'In production: "vars" in wrangler.jsonc. On this machine .dev.vars comes before it.'
  return `Write ${write}. ${where}`
}
