import type { PersonView } from '../../outbox/operator/views.ts'
import { formatAgo, formatMoment, labelOf, plural, textOf } from './format.ts'

interface HistoryProps {
  person: PersonView
  now: number
}

/** What the site said about a person, and whether it was sent. */
export function Fields({ person: { fields }, now }: HistoryProps) {
  return (
    <section aria-labelledby="fields">
      <h2 id="fields">Fields</h2>
      {fields.length === 0 ? (
        <p class="card empty">Your site has said nothing about this person but who they are.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section class="card scroll" aria-label="All fields" tabIndex={0}>
          <table>
            <thead>
              <tr>
                <th scope="col">Field</th>
                <th scope="col">Value</th>
                <th scope="col">Sent</th>
                <th scope="col" class="on-wide">
                  Said
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ name, value, at, isDelivered }) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {labelOf(name)}
                  </th>
                  <td class="value">{textOf(value)}</td>
                  <td>{isDelivered ? 'yes' : 'waits'}</td>
                  <td class="muted on-wide">{at > 0 ? formatAgo(at, now) : 'default'}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  )
}

/** When the person was there, and whether the timeline tells of it. */
export function PersonHistory({ person: { visits }, now }: HistoryProps) {
  if (visits.length === 0) return null
  return (
    <section aria-labelledby="visits">
      <h2 id="visits">Visits</h2>
      <ul class="card list">
        {visits.map(({ startedAt, pages, events, noteId }) => (
          <li key={startedAt}>
            <span title={formatAgo(startedAt, now)}>{formatMoment(startedAt)}</span>
            {` · ${plural(pages, 'page view')}, ${plural(events, 'event')}`}
            <span class="muted">
              {noteId === undefined ? ' · still to be told' : ` · entry ${noteId}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
