import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../protocol/time.ts'
import type { Count, DeliveryView } from '../../outbox/operator/views.ts'

const numbers = new Intl.NumberFormat('en')
const shortNumbers = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 })
const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' })
const dayAndClock = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' })
const hourAndMinute = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' })

export const formatNumber = (value: number) => numbers.format(value)

/** "950", "1.5K", "20K": four characters or so, for the axis of a chart. */
export const formatShort = (value: number) => shortNumbers.format(value)

export const formatCount = ({ count, isMore }: Count) => formatNumber(count) + (isMore ? '+' : '')

/** Today's time alone, another day's with its day. */
export function formatTime(at: number, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString()
  return (isToday ? clock : dayAndClock).format(at)
}

export const formatMoment = (at: number) => dayAndClock.format(at)

export const formatHour = (at: number) => hourAndMinute.format(at)

/** "4 s", "12 min", "3 h 20 min", "2 days". */
export function formatSpan(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < MINUTE_MS) return `${Math.round(span / 1000)} s`
  if (span < HOUR_MS) return `${Math.round(span / MINUTE_MS)} min`
  if (span < 2 * DAY_MS) {
    const minutes = Math.round(span / MINUTE_MS)
    return `${Math.floor(minutes / 60)} h ${minutes % 60} min`
  }
  return `${Math.round(span / DAY_MS)} days`
}

export const formatAgo = (at: number, now: number) =>
  now - at < 1000 ? 'just now' : `${formatSpan(now - at)} ago`

export const plural = (count: number, one: string, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`

/** A value of JSON as people read it. */
export const textOf = (value: unknown) =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value)

export const OUTCOME_LABELS: { [outcome in DeliveryView['outcome']]: string } = {
  delivered: 'Delivered',
  repaired: 'Repaired',
  retrying: 'Retrying',
  throttled: 'Throttled',
  account: 'Key refused',
  refused: 'Refused',
  planned: 'Dry run',
}

/** What a call was for, in the operator's words. */
const PURPOSES: { [purpose: string]: string } = {
  contact: 'contact',
  read: 'reads the contact',
  lead: 'lead',
  findLead: 'looks for the lead',
  account: 'company',
  deal: 'deal',
  findDeals: 'looks for the deal',
  activity: 'sales activity',
  findActivity: 'looks for the activity',
  task: 'task',
  findTask: 'looks for the task',
  taskOwner: 'asks whose the contact is',
  entry: 'timeline entry',
  findEntry: 'looks for the entry',
  tracked: 'tracking API',
  list: 'reads a list of the account',
}

/** `findNote` of a version that this page does not know is still readable. */
export const purposeLabel = (purpose: string) =>
  PURPOSES[purpose] ?? purpose.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** What a field is called by where its value came from, in the operator's words. */
const FIELDS: { readonly [name: string]: string } = {
  emails: 'E-mail address',
  external_id: 'Id on your site',
  utm_campaign: 'Campaign of the visit',
  visit_keyword: 'Keyword of the visit',
  visit_lead_source: 'Lead source of the visit',
  visit_medium: 'Medium of the visit',
  zipcode: 'Postal code',
}

/** `latest_medium` → "Latest medium", `cf_team_size` and `cfTeamSize` → "Team size". */
export function labelOf(name: string): string {
  const words = name
    .replace(/^cf(_|(?=[A-Z]))/, '')
    .replace(/_id$/, '')
    .replace(/(?<=[a-z\d])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .replaceAll('_', ' ')
  return FIELDS[name] ?? words.charAt(0).toUpperCase() + words.slice(1)
}

/** What looks odd about a sign-up, and why that matters. */
export const FLAGS: { [flag: string]: { label: string; why: string } } = {
  honeypot: { label: 'filled a trap field', why: 'People do not see that field; robots fill it.' },
  'too-fast': { label: 'filled in too fast', why: 'No person fills in a form in that time.' },
  disposable: { label: 'throw-away mailbox', why: 'Addresses of that domain last for minutes.' },
  role: { label: 'shared mailbox', why: 'An address like info@ belongs to no one person.' },
  webdriver: { label: 'automated browser', why: 'The browser was driven by a program.' },
  turnstile: { label: 'no proof of a human', why: 'Cloudflare Turnstile did not vouch for it.' },
}
