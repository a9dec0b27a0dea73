import { render } from 'preact'
import type { PersonView } from '../../outbox/operator/views.ts'
import { formatMoment, labelOf, purposeLabel, textOf } from './format.ts'
import { saveFile } from './saveFile.ts'

/** Answers "what do you know about me?": for a program, or for the person who asked. */
export function downloadPerson(person: PersonView, as: 'json' | 'page', now: number): void {
  const name = `person-${person.id}`
  const [ending, type, text] =
    as === 'json'
      ? ['json', 'application/json', JSON.stringify(person, null, 2)]
      : ['html', 'text/html', writePage(person, now)]
  saveFile(`${name}.${ending}`, new Blob([text], { type }))
}

/** Drawn into a document of its own and read back, so that texts stay texts here as well. */
function writePage(person: PersonView, now: number): string {
  const page = document.implementation.createHTMLDocument(`What is known about ${person.who}`)
  page.documentElement.lang = 'en'
  const style = page.createElement('style')
  style.textContent =
    'body{font:16px/1.5 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem}th{text-align:left;vertical-align:top;padding-right:1rem}pre{white-space:pre-wrap;overflow-wrap:anywhere}'
  const charset = page.createElement('meta')
  charset.setAttribute('charset', 'utf-8')
  page.head.prepend(charset, style)
  render(<Record person={person} now={now} />, page.body)
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`
}

function Record({ person, now }: { person: PersonView; now: number }) {
  const { keys, contactId, leadId, source, accounts, tags, deals, fields, visits } = person
  const rows: [string, string][] = [
    ['Known as', keys.map((key) => key.slice(2)).join(', ')],
    ['Contact in the CRM', textOf(contactId ?? leadId ?? 'none')],
    ['First seen on', source ?? ''],
    ['Last seen', formatMoment(person.lastSeenAt)],
    ['Companies', accounts.map(({ name }) => name).join(', ')],
    ['Tags', tags.join(', ')],
    ['Deals', deals.map(({ name }) => name).join(', ')],
    ...fields.map(({ name, value }): [string, string] => [labelOf(name), textOf(value)]),
  ]
  return (
    <>
      <h1>{`What is known about ${person.who}`}</h1>
      <p>{`As of ${formatMoment(now)}.`}</p>
      <table>
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value || '—'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <h2>Visits</h2>
      <ul>
        {visits.map(({ startedAt, pages, events }) => (
          <li
            key={startedAt}
          >{`${formatMoment(startedAt)}: ${pages} page views, ${events} events`}</li>
        ))}
      </ul>
      <h2>What was sent to the CRM</h2>
      {[...person.deliveries, ...person.deadLetters].map(
        ({ id, at, purpose = 'request', call }) => (
          <section key={`${purpose} ${id}`}>
            <h3>{`${formatMoment(at)}: ${purposeLabel(purpose)}`}</h3>
            <pre>{JSON.stringify(call?.body ?? null, null, 2)}</pre>
          </section>
        ),
      )}
    </>
  )
}
