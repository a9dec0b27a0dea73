import { resetAccount } from './account.js'

/** Asks before it empties the account. */
export function onReset() {
  const dialog = document.querySelector('dialog')
  document.querySelector('#reset')?.addEventListener('click', () => dialog?.showModal())
  dialog?.addEventListener('close', () => {
    // Ids start again after a reset: the address of an open record would soon name another one.
    if (dialog.returnValue === 'yes') void resetAccount().then(() => location.assign('#/contacts'))
    dialog.returnValue = ''
  })
}
