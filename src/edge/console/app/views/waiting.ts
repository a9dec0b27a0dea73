import type { SubjectView } from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatSpan, formatTime, plural } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'

const WAITING_LABELS: { [what: string]: string } = { contact: 'new contact' }

/** Who is not in the CRM yet, with what and since when. */
export function viewWaiting({ waiting, overview }: State, actions: Actions): Markup[] {
  const now = overview?.now ?? Date.now()
  const { subjects = [], held = [] } = waiting ?? {}
  return [
    h('h1', {}, 'Waiting'),
    h('p', { class: 'muted' }, 'In the order in which they will be sent: new contacts first.'),
    subjects.length > 0
      ? h(
          'ul',
          { key: 'waiting', class: 'card list' },
          subjects.map((each) => viewSubjectRow(each, now, actions)),
        )
      : h(
          'p',
          { key: 'empty', class: 'card empty' },
          waiting
            ? 'Nobody waits. Whoever introduces themselves on your site is in Freshsales within a second, unless the quota is used up or Freshsales does not answer.'
            : 'Looking …',
        ),
    held.length > 0 && viewHeld(held, now, actions),
  ].filter((each) => each !== false)
}

function viewHeld(held: readonly SubjectView[], now: number, actions: Actions): Markup {
  return h(
    'section',
    { key: 'held', 'aria-labelledby': 'held' },
    h('h2', { id: 'held' }, 'Held back for review'),
    h(
      'p',
      { class: 'muted' },
      'These sign-ups look odd. Nothing of them is sent until you let them through.',
    ),
    h(
      'ul',
      { class: 'card list' },
      held.map((each) =>
        viewSubjectRow(each, now, actions, [
          h('button', { type: 'button', onclick: () => actions.release(each.id) }, 'Let through'),
          h(
            'button',
            {
              type: 'button',
              class: 'danger',
              onclick: () => actions.askToForget(each.id, each.who),
            },
            'Delete',
          ),
        ]),
      ),
    ),
  )
}

/** One person or company of a list; a person opens. */
export function viewSubjectRow(
  subject: SubjectView,
  now: number,
  actions: Actions,
  buttons: Markup[] = [],
): Markup {
  const {
    id,
    kind,
    who,
    waiting,
    waitingSince,
    attempts,
    retryAt,
    lastMessage,
    flags,
    contactId,
    isRefused,
  } = subject
  return h(
    'li',
    { key: id, class: 'subject' },
    h(
      'div',
      { class: 'subject-head' },
      kind === 'person'
        ? h(
            'button',
            { type: 'button', class: 'link who', onclick: () => actions.openPerson(id) },
            who,
          )
        : h('span', { class: 'who' }, who, h('span', { class: 'muted' }, ' · company')),
      waitingSince !== undefined &&
        h('span', { class: 'muted small' }, `for ${formatSpan(now - waitingSince)}`),
      buttons.length > 0 && h('span', { class: 'buttons' }, ...buttons),
    ),
    h(
      'p',
      { class: 'items' },
      waiting.map(({ what, detail }) =>
        h(
          'span',
          { key: what, class: 'item' },
          h('b', {}, WAITING_LABELS[what] ?? what),
          ' ',
          detail,
        ),
      ),
      contactId !== undefined &&
        h('span', { key: 'contact', class: 'item' }, `contact ${contactId}`),
      isRefused && h('span', { key: 'refused', class: 'item flag' }, 'refused by Freshsales'),
      flags.map((flag) => h('span', { key: `flag ${flag}`, class: 'item flag' }, flag)),
    ),
    attempts > 0 &&
      h(
        'p',
        { class: 'small muted' },
        plural(attempts, 'attempt'),
        retryAt !== undefined && retryAt > now && `, next at ${formatTime(retryAt, now)}`,
        lastMessage !== undefined && ` · ${lastMessage}`,
      ),
  )
}
