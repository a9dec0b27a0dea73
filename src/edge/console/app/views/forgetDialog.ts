import type { Actions } from '../actions.ts'
import { h, type Markup } from '../lib/h.ts'
import type { State } from '../state.ts'

/** Asks once more: what is deleted here does not come back. */
export function viewForgetDialog({ forgetting, isBusy }: State, actions: Actions): Markup {
  return h(
    'dialog',
    { key: 'forget', id: 'forget', 'aria-labelledby': 'forget-title' },
    forgetting &&
      h(
        'form',
        {
          key: forgetting.id,
          onsubmit: (event) => {
            event.preventDefault()
            const data = new FormData(event.currentTarget as HTMLFormElement)
            actions.forget(forgetting.id, data.get('inFreshsales') !== null)
          },
        },
        h(
          'h2',
          { id: 'forget-title' },
          'Delete ',
          h('span', { class: 'who' }, forgetting.who),
          '?',
        ),
        h(
          'p',
          {},
          'Everything the edge holds of this person is erased: what they did, what waits, deliveries and dead letters. This cannot be undone.',
        ),
        h(
          'label',
          { class: 'check' },
          h('input', { type: 'checkbox', name: 'inFreshsales' }),
          h(
            'span',
            {},
            h('b', {}, 'Also forget the record in Freshsales'),
            h('br'),
            'Erased for good, also from the recycle bin. Otherwise it stays there, and you forget it yourself.',
          ),
        ),
        h(
          'p',
          { class: 'buttons' },
          h('button', { type: 'button', onclick: actions.cancelForget }, 'Keep'),
          h('button', { type: 'submit', class: 'danger solid', disabled: isBusy }, 'Delete'),
        ),
      ),
  )
}
