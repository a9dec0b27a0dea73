import type { ComponentChildren } from 'preact'
import type { PersonView } from '../../outbox/operator/views.ts'
import { LetterRow } from './DeadLetters.tsx'
import { DeliveryRows } from './DeliveryRows.tsx'
import { downloadPerson } from './downloadPerson.tsx'
import { formatMoment, textOf } from './format.ts'
import { Fields, PersonHistory } from './PersonHistory.tsx'
import { RecordLink, SubjectRow } from './Row.tsx'
import { useDesk, usePolled } from './useDesk.ts'
import { useOrders } from './useOrders.ts'

/** All that the edge holds of a person: also the answer to "what do you know about me?". */
export function Person({ id }: { id: number }) {
  const found = usePolled((api) => api('person', { id }), [id])
  const person = found?.person
  return (
    <>
      <a class="back" href="#/people">
        ← People
      </a>
      <div class="card-head">
        <h1 class="who" tabIndex={-1}>
          {person ? person.who || `Person ${id}` : `Person ${id}`}
        </h1>
        {person && <Buttons person={person} />}
      </div>
      {person && <Details person={person} />}
      {!person && (
        <p class="card empty">
          {found ? 'This is nobody the edge knows (any more), or a company.' : 'Looking …'}
        </p>
      )}
    </>
  )
}

function Buttons({ person }: { person: PersonView }) {
  const { now } = useDesk()
  const { forget, release } = useOrders()
  return (
    <span class="buttons">
      {person.isHeld && (
        <button type="button" class="primary" onClick={() => release(person.id)}>
          Let through
        </button>
      )}
      <button type="button" onClick={() => downloadPerson(person, 'json', now)}>
        Download all (JSON)
      </button>
      <button type="button" onClick={() => downloadPerson(person, 'page', now)}>
        Download as a page
      </button>
      <button type="button" class="danger" onClick={() => forget(person)}>
        Delete this person
      </button>
    </span>
  )
}

function Details({ person }: { person: PersonView }) {
  const { now } = useDesk()
  const { waiting, contactId, leadId, deliveries, deadLetters } = person
  const isThere = (contactId ?? leadId) !== undefined
  return (
    <>
      <Facts person={person} />
      {waiting.length > 0 && (
        <section>
          <h2>{isThere ? 'Still to be told' : 'Not in Freshsales yet'}</h2>
          <ul class="card list">
            <SubjectRow subject={person} />
          </ul>
        </section>
      )}
      {deadLetters.length > 0 && (
        <section>
          <h2>Dead letters</h2>
          <div class="card rows">
            {deadLetters.map((letter) => (
              <LetterRow key={letter.id} letter={letter} />
            ))}
          </div>
        </section>
      )}
      <Fields person={person} now={now} />
      <PersonHistory person={person} now={now} />
      <section>
        <h2>Newest deliveries</h2>
        {deliveries.length > 0 ? (
          <DeliveryRows deliveries={deliveries} isCard />
        ) : (
          <p class="card empty">Nothing has been sent about this person lately.</p>
        )}
      </section>
    </>
  )
}

/** Who somebody is, at a glance. */
function Facts({ person }: { person: PersonView }) {
  const { contactId, leadId, source, lastSeenAt, consent, accounts, tags, deals, keys } = person
  const facts: [string, ComponentChildren][] = [
    ['Name', nameOf(person)],
    ['In Freshsales', (contactId ?? leadId) === undefined ? 'not yet' : <RecordLink {...person} />],
    ['First seen on', source],
    ['Last seen', formatMoment(lastSeenAt)],
    ['Consent', consent && consentLine(consent)],
    ['Companies', accounts.map(({ name, isLinked }) => waits(name, !isLinked)).join(', ')],
    ['Tags', tags.join(', ')],
    ['Deals', deals.map(({ name, isWaiting }) => waits(name, isWaiting)).join(', ')],
    ['Known as', known(keys)],
    ['In the log', person.pseudonym],
  ]
  return (
    <dl class="card facts wide">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value || '—'}</dd>
        </div>
      ))}
    </dl>
  )
}

/** `analytics and marketing, 3 May, 10:15, through Cookiebot (opt-in), as the page told` */
function consentLine({
  analytics,
  marketing,
  at,
  via,
  model,
  by,
}: NonNullable<PersonView['consent']>): string {
  const allowed = [analytics && 'analytics', marketing && 'marketing'].filter(Boolean)
  return [
    allowed.join(' and ') || 'nothing',
    formatMoment(at),
    via && `through ${via}${model ? ` (${model})` : ''}`,
    by === 'page' && 'as the page told',
  ]
    .filter(Boolean)
    .join(', ')
}

const nameOf = ({ fields }: PersonView) =>
  ['first_name', 'last_name']
    .map((part) => textOf(fields.find(({ name }) => name === part)?.value))
    .filter(Boolean)
    .join(' ')

const waits = (name: string, isWaiting: boolean) => (isWaiting ? `${name} (waits)` : name)

/** Keys begin with their kind: e-mail addresses, userIds, and last the long anonymousIds. */
const known = (keys: readonly string[]) =>
  [
    ...new Set(
      [...keys]
        .sort((one, other) => 'eua'.indexOf(one.charAt(0)) - 'eua'.indexOf(other.charAt(0)))
        .map((key) => key.slice(2)),
    ),
  ].join(', ')
