import { resetAccount } from './account.js'

/** Asks before it empties the account. */
export function onReset() {
  const dialog = document.querySelector('dialog')
  document.querySelector('#reset')?.addEventListener('click', () => dialog?.showModal())
  dialog?.addEventListener('close', () => {
    if (dialog.returnValue === 'yes') void resetAccount()
    dialog.returnValue = ''
  })
}
