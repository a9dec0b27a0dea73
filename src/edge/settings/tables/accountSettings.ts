import { parseDomain, parseHost } from '../../../freshsales/domain.ts'
import { readBy, text } from '../format.ts'
import { parseApiKey } from '../parseApiKey.ts'
import type { Setting } from '../setting.ts'

/** Which Freshsales account it is. */
export const ACCOUNT_SETTINGS = {
  FRESHSALES_DOMAIN: {
    field: 'namedDomain',
    // Loopback is let through everywhere: from Cloudflare's network it leads nowhere.
    format: readBy((given) => parseDomain(given, { allowLoopback: true })),
    required: { unless: 'FRESHSALES_HOST' },
    about:
      'Your Freshsales account, in any spelling people copy: `acme`, `acme.myfreshworks.com`, `https://acme.myfreshworks.com/crm/sales/`, `acme.freshsales.io`.',
    advice: 'the address of your account',
    example: 'acme.myfreshworks.com',
  },
  FRESHSALES_HOST: {
    field: 'ownHost',
    format: readBy(parseHost),
    about:
      'Only for an account that is reached on a host of your own instead of `*.myfreshworks.com`: that host. The API key is sent there, so write it with care. It comes before FRESHSALES_DOMAIN, which may then be left out.',
    unset: 'none',
    advice: 'the host at which your browser shows Freshsales, or leave it out',
    example: 'crm.acme.com',
  },
  FRESHSALES_API_KEY: {
    field: 'apiKey',
    format: readBy(parseApiKey),
    secret: true,
    required: true,
    about: 'The API key of the Freshsales user who writes (Profile settings → API settings).',
    advice: 'the API key from Freshsales, Profile settings → API settings',
  },
  FRESHSALES_API_KEY_NEXT: {
    field: 'nextApiKey',
    format: readBy(parseApiKey),
    secret: true,
    about: 'The next API key, tried when the first is refused: set it, then change the key.',
    unset: 'none',
    advice: 'the API key that will replace the first, or leave it out',
  },
  FRESHSALES_APP_TOKEN: {
    field: 'appToken',
    format: text(),
    secret: true,
    about:
      'Turns on Freshsales’ tracking API, used for events and page views. It stands in Freshsales’ tracking code: Admin settings → Website tracking.',
    unset: 'off',
    advice: 'the app token from Freshsales, Admin settings → Website tracking',
  },
} as const satisfies Record<string, Setting>
