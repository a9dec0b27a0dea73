import type { Claim } from './kind.ts'

export const HOURLY_CALLS = 60
export const MINUTE_CALLS = 12

/** What all of them have in common. */
export const SETTINGS = {
  FRESHSALES_DOMAIN: 'acme',
  FRESHSALES_API_KEY: 'key',
  ADMIN_TOKEN: 'token-of-admin',
  WRITE_KEYS: '{"server":{"source":"Server","trusted":true},"page":"Website"}',
  LEAD_QUALITY: '{"hold":["disposable"]}',
  HOURLY_CALLS: String(HOURLY_CALLS),
  MINUTE_CALLS: String(MINUTE_CALLS),
  EVENTS: JSON.stringify({
    Called: { activity: { type: 1, title: '{title}' } },
    Tagged: { tag: '{tag}' },
    Ordered: { deal: { name: '{order}', amount: '{amount}' }, from: 'page' },
    Wanted: { task: { title: '{title}', dueInDays: 1 }, from: 'page' },
  }),
  HOT: JSON.stringify({ Hot: { pages: '/hot/*', task: { title: 'Hot on {page}' } } }),
}

/** One way in which an account, or its edge, is set up, and what may be expected of it. To add one, name it here. */
export interface Account {
  /** How often stories happen there, next to the others. */
  weight: number
  settings: { readonly [variable: string]: string }
  /** What there is no place for, or not before somebody acts in the CRM. */
  optional: readonly Claim['is'][]
  /** What may come twice. */
  repeatable: readonly Claim['is'][]
}

const plain = { optional: [], repeatable: [] }

export const ACCOUNTS = {
  modern: { ...plain, weight: 6, settings: {} },
  /** People are leads until somebody converts them; the first company and deal travel inside. */
  classic: {
    ...plain,
    weight: 1,
    settings: { FRESHSALES_DOMAIN: 'acme.freshsales.io' },
    optional: ['tags', 'companies', 'activities', 'deal'],
  },
  /** Visits are sales activities. */
  activity: {
    ...plain,
    weight: 1,
    settings: { TIMELINE: 'activity', ACTIVITY_TYPE: 'Website visit' },
  },
  /** Freshsales counts visits itself; its tracking API has nothing to tell a repeated event by. */
  tracking: {
    ...plain,
    weight: 1,
    settings: { TIMELINE: 'tracking', FRESHSALES_APP_TOKEN: 'token' },
    repeatable: ['told'],
  },
} as const satisfies { [name: string]: Account }

export type AccountName = keyof typeof ACCOUNTS
