import type { PersonView } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatAgo } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import { viewDeliveryRow } from './deliveryRow.ts'
import { viewFields, viewVisits } from './personHistory.ts'
import { viewSubjectRow } from './waiting.ts'

/** All that the edge holds of a person: also the answer to "what do you know about me?". */
export function viewPerson(
  id: number,
  person: PersonView | undefined,
  now: number,
  actions: Actions,
): Markup[] {
  const back = h(
    'button',
    { key: 'back', type: 'button', class: 'plain', onclick: actions.closePerson },
    '← Search',
  )
  if (!person || person.id !== id)
    return [
      back,
      h(
        'p',
        { key: 'unknown', class: 'card empty' },
        'This is nobody the edge knows (any more), or a company.',
      ),
    ]
  return [
    back,
    h(
      'div',
      { key: 'title', class: 'card-head' },
      h('h1', { class: 'who' }, person.who),
      viewButtons(person, actions),
    ),
    viewFacts(person, now),
    person.waiting.length > 0 &&
      h(
        'section',
        { key: 'waits' },
        h('h2', {}, 'Not in Freshsales yet'),
        h('ul', { class: 'card list' }, viewSubjectRow(person, now, actions)),
      ),
    viewFields(person, now),
    viewVisits(person, now),
    h(
      'section',
      { key: 'deliveries' },
      h('h2', {}, 'Newest deliveries'),
      person.deliveries.length > 0
        ? h(
            'div',
            { class: 'card rows' },
            person.deliveries.map((each) => viewDeliveryRow(each, now, actions)),
          )
        : h('p', { class: 'card empty' }, 'Nothing has been sent about this person lately.'),
    ),
  ].filter((each) => each !== false)
}

function viewButtons(person: PersonView, actions: Actions): Markup {
  return h(
    'span',
    { class: 'buttons' },
    person.isHeld &&
      h(
        'button',
        {
          key: 'release',
          type: 'button',
          class: 'primary',
          onclick: () => actions.release(person.id),
        },
        'Let through',
      ),
    h(
      'button',
      {
        key: 'forget',
        type: 'button',
        class: 'danger',
        onclick: () => actions.askToForget(person.id, person.who),
      },
      'Delete this person',
    ),
  )
}

function viewFacts(person: PersonView, now: number): Markup {
  const {
    contactId,
    leadId,
    source,
    lastSeenAt,
    accounts,
    tags,
    deals,
    keys,
    pseudonym,
    deadLetters,
  } = person
  const facts: [string, string][] = [
    [
      'In Freshsales',
      contactId !== undefined
        ? `contact ${contactId}`
        : leadId !== undefined
          ? `lead ${leadId}`
          : 'not yet',
    ],
    ['First seen on', source ?? '—'],
    ['Last seen', formatAgo(lastSeenAt, now)],
    [
      'Companies',
      accounts.map(({ name, isLinked }) => (isLinked ? name : `${name} (waits)`)).join(', ') || '—',
    ],
    ['Tags', tags.join(', ') || '—'],
    [
      'Deals',
      deals.map(({ name, isWaiting }) => (isWaiting ? `${name} (waits)` : name)).join(', ') || '—',
    ],
    [
      'Known as',
      [...keys]
        .sort(byKind)
        .map((key) => key.slice(2))
        .join(', '),
    ],
    ['Dead letters', String(deadLetters.length)],
    ['In the log', pseudonym],
  ]
  return h(
    'dl',
    { key: 'facts', class: 'card facts wide' },
    facts.flatMap(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]),
  )
}

/** Keys begin with their kind: e-mail addresses, userIds, and last the long anonymousIds. */
const byKind = (one: string, other: string) =>
  'eua'.indexOf(one.charAt(0)) - 'eua'.indexOf(other.charAt(0))
