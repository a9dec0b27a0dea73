import type { Actions } from '../actions.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'

/** The way in. The form never leaves the page: its script takes the token. */
export function viewLogin({ loginProblem, isBusy }: State, actions: Actions): Markup {
  return h(
    'main',
    { key: 'login', class: 'login' },
    h('span', { class: 'mark', 'aria-hidden': 'true' }),
    h('h1', {}, 'freshsales-edge'),
    h('p', { class: 'muted' }, 'See that leads flow, and mend what Freshsales refused.'),
    h(
      'form',
      {
        onsubmit: (event) => {
          event.preventDefault()
          const data = new FormData(event.currentTarget as HTMLFormElement)
          actions.unlock(String(data.get('token') ?? '').trim())
        },
      },
      h('label', { for: 'token' }, 'Admin token'),
      h('input', {
        id: 'token',
        name: 'token',
        type: 'password',
        autocomplete: 'current-password',
        required: true,
        autofocus: true,
        'aria-describedby': 'token-help',
        'aria-invalid': loginProblem === undefined ? undefined : 'true',
      }),
      h(
        'p',
        { id: 'token-help', class: 'muted small' },
        'The secret ADMIN_TOKEN of this edge. It stays in this tab.',
      ),
      h('p', { role: 'alert', class: 'problem' }, loginProblem ?? ''),
      h('button', { type: 'submit', class: 'primary', disabled: isBusy }, 'Open the console'),
    ),
  )
}
