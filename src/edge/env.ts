import type { OutboxNamespace } from './outboxClient.ts'

/** A JSON variable: as text, or as the object itself, the way `vars` in wrangler.jsonc may hold it. */
type JsonVariable = string | object

/**
 * What the Worker is given: the settings an operator writes, and the bindings of `wrangler.jsonc`.
 * Secrets are marked so; set them with `wrangler secret put NAME`, never in `wrangler.jsonc`.
 */
export interface Env {
  /**
   * Your Freshsales account, in any spelling people copy: `acme`, `acme.myfreshworks.com`,
   * `https://acme.myfreshworks.com/crm/sales/`, `acme.freshsales.io`. Required.
   */
  FRESHSALES_DOMAIN?: string

  /** Secret. The API key of the Freshsales user who writes (Profile settings → API settings). Required. */
  FRESHSALES_API_KEY?: string

  /** Secret. The next API key, tried when the first is refused: set it, then change the key. Default: none. */
  FRESHSALES_API_KEY_NEXT?: string

  /** Secret. Turns on Freshsales' tracking API, used for events and page views. Default: off. */
  FRESHSALES_APP_TOKEN?: string

  /**
   * JSON: the public keys your sites send, each with the source it stands for. Required.
   * `{"wk_site":"Website"}`, or with limits of its own:
   * `{"wk_shop":{"source":"Shop","events":["identify","track"],"fields":["email","name"]}}`, or for
   * your own server, whose key never reaches a browser: `{"sk_app":{"source":"App","trusted":true}}`.
   * Two keys may name the same source, so that one can be replaced without a gap.
   */
  WRITE_KEYS?: JsonVariable

  /**
   * JSON list: the sites whose pages may send events, scheme and host as the browser shows them:
   * `["https://www.acme.com","https://shop.acme.com"]`. Default: none, so only pages served by the
   * edge itself and servers (which send no origin) get in.
   */
  ALLOWED_ORIGINS?: JsonVariable

  /** JSON list: the host names the edge answers on, `["t.acme.com"]`. Default: any. */
  HOSTNAMES?: JsonVariable

  /** Secret. Opens the console; at least 12 characters. Default: none, and the console stays shut. */
  ADMIN_TOKEN?: string

  /** Calls to Freshsales an hour that may be spent, of the account's 1,000 to 5,000. Default: 800. */
  HOURLY_CALLS?: string | number

  /** Calls to Freshsales a minute; classic accounts allow 400. Default: 200. */
  MINUTE_CALLS?: string | number

  /**
   * Where visits are written: `note` on the contact, `activity`, `tracking` (needs
   * FRESHSALES_APP_TOKEN) or `off`. Default: `note`.
   */
  TIMELINE?: string

  /** Name of the sales activity type that `TIMELINE=activity` uses, as in Freshsales. Default: none; visits are then written as notes. */
  ACTIVITY_TYPE?: string

  /** JSON: what an event of that name does in the CRM, `{"Trial Started":{"lifecycle stage":"Trial"}}`. Default: none. */
  EVENTS?: JsonVariable

  /**
   * JSON: the contact's custom field for each click id, and for `landing` and `referrer`:
   * `{"gclid":"cf_gclid","landing":"cf_landing_page"}`. Default: none; the ids stay in the visit.
   */
  CLICK_FIELDS?: JsonVariable

  /** JSON: fields of a contact that is new, names allowed: `{"leadSource":"Web","owner":"ann@acme.com"}`. Default: none. */
  DEFAULTS?: JsonVariable

  /** `1` plans and logs the calls to Freshsales and sends none. Default: off. */
  DRY_RUN?: string | number | boolean

  /** `https` address that gets a JSON POST when leads wait too long, the API key is refused or dead letters grow. Default: none. */
  ALERT_WEBHOOK?: string

  /** Minutes a lead may wait before the alert and before `/health` says degraded. Default: 15. */
  ALERT_AFTER_MINUTES?: string | number

  /** New contacts an hour that one source may cause; the rest wait for the next hour. Trusted sources: no limit. Default: 0, no limit. */
  NEW_CONTACTS_PER_HOUR?: string | number

  /**
   * Secret, at least 32 characters. With it your server can sign who a person is (HS256 JWT in
   * `context.identityToken`), which lifts the limits of an unsigned caller. Default: none.
   */
  IDENTITY_SECRET?: string

  /** Secret. The next identity secret, also accepted: for rotation. Default: none. */
  IDENTITY_SECRET_NEXT?: string

  /**
   * JSON: how sign-ups are judged. `{"field":"cf_lead_quality"}` writes the flags into that contact
   * field, `"hold":["honeypot","disposable"]` keeps such leads for review, `"honeypots":["fax2"]`
   * names trap fields of your forms, `"minimumSeconds":2`, `"disposable":["example.org"]` adds
   * mailbox providers. Default: flags nobody sees, and `honeypot` and `turnstile` held.
   */
  LEAD_QUALITY?: JsonVariable

  /** Secret. Turnstile's secret key: an unsigned sign-up must carry a token in `context.turnstileToken`. Default: none. */
  TURNSTILE_SECRET?: string

  /**
   * Domain of the id cookie, `acme.com`, when the edge answers on a host below it: the edge then
   * renews the cookie of pages that set `data-server-cookie`, and Safari keeps it longer than a
   * week. Default: none, and no cookie is ever read or set.
   */
  COOKIE_DOMAIN?: string

  /** What is kept of a visitor's address: `off`, `truncated` (/24, /48) or `full`. Default: `off`. */
  CLIENT_IP?: string

  OUTBOX: OutboxNamespace
  /** Counts events by address and key; without the binding nothing is throttled. */
  RATE_LIMIT?: RateLimit
}

/** The names of the settings, without the bindings. */
export type Variable = Exclude<keyof Env, 'OUTBOX' | 'RATE_LIMIT'>
