import type { PersonView } from '../../../outbox/operator/views.ts'
import { formatAgo, formatMoment, plural } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'

/** What the site said about a person, and whether it was sent. */
export function viewFields({ fields }: PersonView, now: number): Markup {
  return h(
    'section',
    { key: 'fields' },
    h('h2', {}, 'Fields'),
    fields.length === 0
      ? h(
          'p',
          { class: 'card empty' },
          'Your site has said nothing about this person but who they are.',
        )
      : h(
          'div',
          { class: 'card scroll' },
          h(
            'table',
            {},
            h(
              'thead',
              {},
              h(
                'tr',
                {},
                ['Field', 'Value', 'Said', 'Sent'].map((name) => h('th', { scope: 'col' }, name)),
              ),
            ),
            h(
              'tbody',
              {},
              fields.map(({ name, value, at, isDelivered }) =>
                h(
                  'tr',
                  { key: name },
                  h('th', { scope: 'row' }, name),
                  h(
                    'td',
                    { class: 'value' },
                    typeof value === 'string' ? value : JSON.stringify(value),
                  ),
                  h('td', { class: 'muted' }, at > 0 ? formatAgo(at, now) : 'default'),
                  h('td', {}, isDelivered ? 'yes' : 'waits'),
                ),
              ),
            ),
          ),
        ),
  )
}

/** When the person was there, and whether the timeline tells of it. */
export function viewVisits({ visits }: PersonView, now: number): Markup | false {
  if (visits.length === 0) return false
  return h(
    'section',
    { key: 'visits' },
    h('h2', {}, 'Visits'),
    h(
      'ul',
      { class: 'card list' },
      visits.map(({ startedAt, pages, events, noteId }) =>
        h(
          'li',
          { key: startedAt },
          h('span', { title: formatMoment(startedAt) }, formatAgo(startedAt, now)),
          ` · ${plural(pages, 'page view')}, ${plural(events, 'event')}`,
          h(
            'span',
            { class: 'muted' },
            noteId === undefined ? ' · not told yet' : ` · entry ${noteId}`,
          ),
        ),
      ),
    ),
  )
}
