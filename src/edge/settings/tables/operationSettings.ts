import { fail, type Result, succeed } from '../../../protocol/result.ts'
import { toEmail } from '../../../protocol/toEmail.ts'
import { parseDigestTime } from '../digestTime.ts'
import { flag, oneOf, readBy, wholeNumber } from '../format.ts'
import type { Setting } from '../setting.ts'

/** Reads ALERT_WEBHOOK; plain http only on this machine, where tests listen. */
export function parseWebhook(text: string): Result<string> {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isLocal = url?.hostname === '127.0.0.1' || url?.hostname === 'localhost'
  return url?.protocol === 'https:' || (url?.protocol === 'http:' && isLocal)
    ? succeed(url.href)
    : fail('must be an address that begins with https://')
}

/** Reads ALERT_EMAIL and ALERT_EMAIL_FROM. */
function parseAddress(text: string): Result<string> {
  const email = toEmail(text)
  return email === undefined ? fail('is no e-mail address, such as ops@acme.com') : succeed(email)
}

/** Where Cloudflare can be told to keep objects, and which regions lie within. */
export const JURISDICTIONS = {
  eu: ['weur', 'eeur'],
  fedramp: ['wnam', 'enam'],
} as const

export type Jurisdiction = keyof typeof JURISDICTIONS

const NAMES = Object.keys(JURISDICTIONS) as Jurisdiction[]

const REGIONS = ['wnam', 'enam', 'sam', 'weur', 'eeur', 'apac', 'oc', 'afr', 'me'] as const

export type Region = (typeof REGIONS)[number]

/** How it is run and watched. */
export const OPERATION_SETTINGS = {
  DRY_RUN: {
    field: 'dryRun',
    format: flag(),
    fallback: '0',
    about: '`1` plans and logs the calls to Freshsales and sends none.',
    unset: 'off',
    advice: '"1" to send no call, or leave it out',
  },
  ALERT_WEBHOOK: {
    field: 'alertWebhook',
    format: readBy(parseWebhook),
    about:
      '`https` address that is told when leads wait too long, the API key is refused or dead letters grow: of Slack, Microsoft Teams or Discord, or of a program of your own, see [messages](operations.md#messages).',
    unset: 'none',
    advice: 'an address that begins with https://, or leave it out',
    example: 'https://hooks.example.com/leads',
  },
  ALERT_EMAIL: {
    field: 'alertEmail',
    format: readBy(parseAddress),
    about:
      'E-mail address that is told the same. It needs ALERT_EMAIL_FROM and the binding `EMAIL`, see [messages](operations.md#messages).',
    unset: 'none',
    advice: 'an e-mail address, or leave it out',
    example: 'ops@acme.com',
  },
  ALERT_EMAIL_FROM: {
    field: 'alertEmailFrom',
    format: readBy(parseAddress),
    about: 'Address that these e-mails come from, of a domain that may send from your account.',
    unset: 'none',
    advice: 'an address of a domain that may send from your Cloudflare account',
    example: 'edge@acme.com',
  },
  ALERT_DETAILS: {
    field: 'alertDetails',
    format: flag(),
    fallback: '0',
    about:
      '`1` lets messages say whom they are about. Whoever reads the channel then reads personal data, and whoever runs it gets them.',
    unset: 'off: no message holds personal data',
    advice: '"1" to be told names and addresses, or leave it out',
  },
  ALERT_AFTER_MINUTES: {
    field: 'alertAfterMinutes',
    format: wholeNumber({ min: 1, max: 10_080 }),
    fallback: 15,
    about: 'Minutes a lead may wait before the alert and before `/health` says degraded.',
    advice: 'a number',
    example: '15',
  },
  DIGEST: {
    field: 'digest',
    format: readBy(parseDigestTime),
    about:
      'Weekday and full hour at which whoever is told of trouble gets a digest of the week, such as `Monday 08:00 Europe/Berlin`, or `Monday 08:00` in UTC; without personal data. It needs ALERT_WEBHOOK or ALERT_EMAIL, see [the digest](operations.md#the-digest).',
    unset: 'none',
    advice: '"Monday 08:00 Europe/Berlin", or leave it out',
    example: 'Monday 08:00 Europe/Berlin',
  },
  UPDATE_CHECK: {
    field: 'updateCheck',
    format: flag(),
    fallback: '0',
    about:
      '`1` lets the console ask npm, once a day while somebody looks, whether a newer version is out. Nothing is told to npm, and the edge asks nobody but Freshsales otherwise.',
    unset: 'off',
    advice: '"1" to be told of newer versions, or leave it out',
  },
  DAILY_ROWS: {
    field: 'dailyRows',
    format: wholeNumber({ min: 0, max: 1_000_000_000 }),
    fallback: 100_000,
    about:
      'Rows that may be written a day, those of Cloudflare’s free plan unless you say otherwise; `0` for no limit, as on the paid plan. The last quarter is kept for leads: what strangers do is turned away first.',
    advice: '"0" on the paid plan, or the rows a day that your plan has',
    example: '100000',
  },
  JURISDICTION: {
    field: 'jurisdiction',
    format: oneOf(NAMES),
    about:
      'Where the data lives and is worked on, by Cloudflare’s word: `eu` or `fedramp`. To be set before the first event: later it is refused, because what is kept would stay where it was.',
    unset: 'anywhere, near the first visitor',
    advice: '"eu" or "fedramp", or leave it out',
  },
  REGION: {
    field: 'region',
    format: oneOf(REGIONS),
    about:
      'A hint where the data should live, without a promise: `wnam`, `enam`, `sam`, `weur`, `eeur`, `apac`, `oc`, `afr` or `me`. It counts when the first event comes.',
    unset: 'near the first visitor',
    advice: `one of ${REGIONS.join(', ')}, or leave it out`,
  },
} as const satisfies Record<string, Setting>
