import type { Actions } from '../actions.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'
import { viewPerson } from './person.ts'
import { viewSubjectRow } from './waiting.ts'

/** Search, and everything about one person. */
export function viewPeople(state: State, actions: Actions): Markup[] {
  const { personId, person, found, overview } = state
  const now = overview?.now ?? Date.now()
  if (personId !== undefined) return viewPerson(personId, person, now, actions)
  return [
    h('h1', {}, 'People'),
    h(
      'p',
      { class: 'muted' },
      'Everyone the edge has met, by e-mail address, userId or anonymousId. The beginning is enough.',
    ),
    h(
      'form',
      {
        key: 'search',
        role: 'search',
        class: 'search',
        onsubmit: (event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget as HTMLFormElement)
          actions.search(String(data.get('text') ?? ''))
        },
      },
      h('input', {
        type: 'search',
        name: 'text',
        'aria-label': 'E-mail address or userId',
        placeholder: 'ann@acme.com',
        autocomplete: 'off',
        spellcheck: 'false',
        required: true,
        maxlength: '320',
      }),
      h('button', { type: 'submit', class: 'primary' }, 'Search'),
    ),
    found &&
      (found.subjects.length > 0
        ? h(
            'ul',
            { key: 'found', class: 'card list' },
            found.subjects.map((each) => viewSubjectRow(each, now, actions)),
          )
        : h(
            'p',
            { key: 'none', class: 'card empty' },
            `Nobody here begins with “${found.text}”. People who have done nothing for a long time are forgotten; they are still in Freshsales.`,
          )),
  ].filter((each) => each !== undefined)
}
