import { json, list, oneOf, readBy, text, wholeNumber } from '../format.ts'
import { parseHostname, parseOrigin } from '../origins.ts'
import type { Setting } from '../setting.ts'
import { parseWriteKeys } from '../source.ts'

const SHORT = 'openssl rand -base64 24'
const LONG = 'openssl rand -base64 48'

/** Who may send events, and what is kept of them. */
export const SENDER_SETTINGS = {
  WRITE_KEYS: {
    field: 'sources',
    format: json(parseWriteKeys),
    fallback: { wk_site: 'Website' },
    about:
      'JSON: the public keys your sites send, each with the source it stands for; or with limits of its own: `{"wk_shop":{"source":"Shop","events":["identify","track"],"fields":["email","name"]}}`; or for your own server, whose key never reaches a browser: `{"sk_app":{"source":"App","trusted":true}}`. `{"wk_test":{"source":"Test","test":true}}` is a key for [trying out](operations.md#test-keys): what it sends is planned and shown, and nothing of it reaches Freshsales. Two keys may name the same source, so that one can be replaced without a gap.',
    unset: '`{"wk_site":"Website"}`, which does for one site',
    advice: 'a key of your choice, and the name of the site',
    example: { wk_site: 'Website' },
  },
  ALLOWED_ORIGINS: {
    field: 'allowedOrigins',
    format: list(parseOrigin, { example: 'https://www.acme.com' }),
    fallback: [],
    about:
      'The sites whose pages may send events, scheme and host as the browser shows them: a JSON list, or plain addresses with commas between them.',
    unset:
      'none, so only pages served by the edge itself and servers (which send no origin) get in',
    advice: 'scheme and host of each site',
    example: ['https://www.acme.com', 'https://shop.acme.com'],
  },
  HOSTNAMES: {
    field: 'hostnames',
    format: list(parseHostname, { example: 't.acme.com' }),
    fallback: [],
    about:
      'The host names the edge answers on: a JSON list, or plain names with commas between them.',
    unset: 'any',
    advice: 'the host of the edge, or leave it out',
    example: ['t.acme.com'],
  },
  ADMIN_TOKEN: {
    field: 'adminToken',
    format: text({ minCharacters: 12 }),
    secret: true,
    about: `Opens the console; at least 12 characters. Make one: \`${SHORT}\`.`,
    unset: 'none, and the console stays shut',
    advice: `the output of: ${SHORT}`,
  },
  IDENTITY_SECRET: {
    field: 'identitySecret',
    format: text({ minCharacters: 32 }),
    secret: true,
    about: `At least 32 characters, shared with your server, which can sign with it who a person is (HS256 JWT in \`context.identityToken\`); that lifts the limits of an unsigned caller. Make one: \`${LONG}\`.`,
    unset: 'none',
    advice: `the output of: ${LONG}`,
  },
  IDENTITY_SECRET_NEXT: {
    field: 'nextIdentitySecret',
    format: text({ minCharacters: 32 }),
    secret: true,
    about: 'The next identity secret, also accepted: for rotation.',
    unset: 'none',
    advice: `the output of: ${LONG}, or leave it out`,
  },
  TURNSTILE_SECRET: {
    field: 'turnstileSecret',
    format: text(),
    secret: true,
    about:
      'Turnstile’s secret key: an unsigned sign-up must carry a token in `context.turnstileToken`.',
    unset: 'none',
    advice: 'the secret key of your Turnstile widget, or leave it out',
  },
  CALENDLY_SIGNING_KEY: {
    field: 'calendlySigningKey',
    format: text({ minCharacters: 12 }),
    secret: true,
    about:
      'The signing key of a webhook subscription of Calendly, which then reports bookings and cancellations to `/v1/webhooks/calendly`: a page is not told who booked. See [forms](forms.md#widgets).',
    unset: 'none, and Calendly’s webhooks are not taken',
    advice: 'the signing key of the webhook subscription in Calendly, or leave it out',
  },
  NEW_CONTACTS_PER_HOUR: {
    field: 'newContactsPerHour',
    format: wholeNumber({ min: 0, max: 100_000 }),
    fallback: 0,
    about:
      'New contacts an hour that one source may cause; the rest wait for the next hour. Trusted sources: no limit.',
    unset: '0, no limit',
    advice: 'a number',
    example: '200',
  },
  COOKIE_DOMAIN: {
    field: 'cookieDomain',
    format: readBy(parseHostname),
    about:
      'Domain of the id cookie, when the edge answers on a host below it: the edge then renews the cookie of pages that set `data-server-cookie`, and Safari keeps it longer than a week.',
    unset: 'none, and no cookie is ever read or set',
    advice: 'the domain above the host of the edge, or leave it out',
    example: 'acme.com',
  },
  CLIENT_IP: {
    field: 'clientIp',
    format: oneOf(['off', 'truncated', 'full']),
    fallback: 'off',
    about: 'What is kept of a visitor’s address: `off`, `truncated` (/24, /48) or `full`.',
    advice: '"off", "truncated" or "full"',
  },
} as const satisfies Record<string, Setting>
