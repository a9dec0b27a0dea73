import type { DeliveryView } from '../../outbox/operator/views.ts'

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
  entry: 'timeline entry',
  findEntry: 'looks for the entry',
  tracked: 'tracking API',
  list: 'reads a list of the account',
}

/** `findNote` of a version that this page does not know is still readable. */
export const purposeLabel = (purpose: string) =>
  PURPOSES[purpose] ?? purpose.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** `latest_medium` → "Latest medium", `cf_team_size` → "Team size". */
export function labelOf(name: string): string {
  const words = name.replace(/^cf_/, '').replace(/_id$/, '').replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
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
