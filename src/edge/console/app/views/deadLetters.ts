import type {
  DeadLetterGroup,
  DeadLettersView,
  DeadLetterView,
} from '../../../outbox/operator/views.ts'
import type { Actions } from '../actions.ts'
import { formatAgo, formatCount, formatMoment, formatTime, plural } from '../lib/format.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'
import { viewJson } from './json.ts'

/** What Freshsales refused for good, by reason; mended and sent again with one click. */
export function viewDeadLetters(state: State, actions: Actions): Markup[] {
  const { deadLetters, overview, like } = state
  const now = overview?.now ?? Date.now()
  if (!deadLetters) return [h('h1', {}, 'Dead letters'), h('p', { class: 'muted' }, 'Looking …')]
  return [
    h('h1', {}, 'Dead letters'),
    h(
      'p',
      { class: 'muted' },
      'What Freshsales refused for good. Mend the cause in Freshsales or in your settings, then replay: newer values are never written over, and nothing is made twice. Kept for 30 days.',
    ),
    deadLetters.groups.length === 0
      ? h(
          'p',
          { key: 'empty', class: 'card empty' },
          'There are none. When Freshsales refuses a record and it cannot be mended, it is kept here with the reason instead of being lost.',
        )
      : viewGroups(state, deadLetters, now, actions),
    deadLetters.letters.length > 0 && viewLetters(deadLetters.letters, like, now, actions),
  ].filter((each) => each !== false)
}

function viewGroups(
  { isBusy, like }: State,
  { groups, total }: DeadLettersView,
  now: number,
  actions: Actions,
): Markup {
  return h(
    'section',
    { key: 'groups', class: 'card', 'aria-labelledby': 'reasons' },
    h(
      'div',
      { class: 'card-head' },
      h('h2', { id: 'reasons' }, 'By reason'),
      h(
        'button',
        {
          type: 'button',
          class: 'primary',
          disabled: isBusy,
          onclick: () => actions.replay({ all: true }),
        },
        `Replay all ${formatCount(total)}`,
      ),
    ),
    h(
      'ul',
      { class: 'list' },
      groups.map((group) => viewGroup(group, { isBusy, like, now, actions })),
    ),
  )
}

function viewGroup(
  { reason, count, newest, newestAt }: DeadLetterGroup,
  {
    isBusy,
    like,
    now,
    actions,
  }: { isBusy: boolean; like: number | undefined; now: number; actions: Actions },
): Markup {
  return h(
    'li',
    { key: reason, class: 'group' },
    h('span', { class: 'badge bad' }, String(count)),
    h(
      'button',
      {
        type: 'button',
        class: 'link reason',
        'aria-pressed': String(like === newest),
        title: 'Show only these',
        onclick: () => actions.chooseReason(like === newest ? undefined : newest),
      },
      reason,
    ),
    h('span', { class: 'muted small' }, formatAgo(newestAt, now)),
    h(
      'button',
      { type: 'button', disabled: isBusy, onclick: () => actions.replay({ like: newest }) },
      `Replay ${count}`,
    ),
  )
}

function viewLetters(
  letters: readonly DeadLetterView[],
  like: number | undefined,
  now: number,
  actions: Actions,
): Markup {
  return h(
    'section',
    { key: 'letters', 'aria-labelledby': 'letters' },
    h(
      'h2',
      { id: 'letters' },
      like === undefined ? 'Newest' : `Newest of this reason (${plural(letters.length, 'letter')})`,
    ),
    h(
      'div',
      { class: 'card rows' },
      letters.map((letter) => viewLetter(letter, now, actions)),
    ),
  )
}

function viewLetter(letter: DeadLetterView, now: number, actions: Actions): Markup {
  const { id, at, who, reason, purpose, call, kept, subject } = letter
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
      h('span', { class: 'outcome refused' }, purpose ?? 'request'),
      h('span', { class: 'who' }, who ?? '—'),
      h('span', { class: 'purpose muted' }, reason),
    ),
    h(
      'div',
      { class: 'row-body' },
      h('p', { class: 'message warn' }, reason),
      call &&
        h(
          'div',
          { class: 'exchange' },
          viewJson('Was to be sent', call.body, `${call.method} ${call.path}`),
        ),
      kept !== undefined && viewJson('As it came', kept),
      h(
        'p',
        { class: 'buttons' },
        h(
          'button',
          { type: 'button', class: 'primary', onclick: () => actions.replay({ id }) },
          'Replay this one',
        ),
        subject > 0 &&
          h(
            'button',
            { type: 'button', class: 'plain', onclick: () => actions.openPerson(subject) },
            'Show this person',
          ),
      ),
    ),
  )
}
