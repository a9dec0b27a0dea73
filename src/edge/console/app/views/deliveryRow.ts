import type { DeliveryView } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatMoment, formatTime } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import { viewJson } from './json.ts'

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
  entry: 'timeline entry',
  findEntry: 'looks for the entry',
  tracked: 'tracking API',
  list: 'reads a list of the account',
}

/** `findTask` → `find task`. */
const wordsOf = (purpose: string) =>
  purpose.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** One call: what it was for and what came of it; unfolded, what was sent and what came back. */
export function viewDeliveryRow(delivery: DeliveryView, now: number, actions: Actions): Markup {
  const { id, at, who, outcome, purpose, status, took, call, problems } = delivery
  return h(
    'details',
    { key: id, class: 'row' },
    h(
      'summary',
      {},
      h(
        'time',
        { datetime: new Date(at).toISOString(), title: formatMoment(at) },
        formatTime(at, now),
      ),
      h('span', { class: `outcome ${outcome}` }, OUTCOME_LABELS[outcome]),
      h('span', { class: 'who' }, who ?? '—'),
      h(
        'span',
        { class: 'purpose muted' },
        PURPOSES[purpose] ?? wordsOf(purpose),
        problems.length > 0 && ` · ${problems.map(({ field }) => field).join(', ')}`,
      ),
      h(
        'span',
        { class: 'status muted' },
        status === undefined ? '' : `${status}`,
        took !== undefined && took > 0 && ` · ${took} ms`,
      ),
    ),
    h(
      'div',
      { class: 'row-body' },
      viewMessages(delivery),
      problems.length > 0 && viewProblems(delivery),
      h(
        'div',
        { class: 'exchange' },
        viewJson('Sent', call?.body, call && `${call.method} ${call.path}`),
        viewJson(
          'Came back',
          delivery.answer,
          status === undefined ? undefined : `status ${status}`,
        ),
      ),
      purpose !== 'account' &&
        h(
          'button',
          { type: 'button', class: 'plain', onclick: () => actions.openPerson(delivery.subject) },
          'Show this person',
        ),
    ),
  )
}

function viewMessages({ messages }: DeliveryView): Markup | false {
  if (!messages?.length) return false
  return h('p', { key: 'messages', class: 'message warn' }, 'Freshsales: ', messages.join(' · '))
}

/** What is not in the CRM as the site sent it. */
export function viewProblems({ problems }: Pick<DeliveryView, 'problems'>): Markup {
  return h(
    'table',
    { key: 'problems' },
    h('caption', {}, 'Not in the CRM as your site sent it'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        h('th', { scope: 'col' }, 'Field'),
        h('th', { scope: 'col' }, 'Why'),
        h('th', { scope: 'col' }, 'Value'),
      ),
    ),
    h(
      'tbody',
      {},
      problems.map(({ field, reason, value }) =>
        h(
          'tr',
          {},
          h('th', { scope: 'row' }, field),
          h('td', {}, reason),
          h(
            'td',
            { class: 'value' },
            value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value),
          ),
        ),
      ),
    ),
  )
}
