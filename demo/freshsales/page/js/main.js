/** @import { Account } from './types.js' */
import { watchAccount } from './account.js'
import { render } from './render.js'
import { onReset } from './reset.js'
import { refreshAgo } from './times.js'

const AGO_REFRESH_MS = 20_000

/** @type {Account | undefined} */
let account

const show = () => {
  if (account) render(account)
}

watchAccount({
  onChange(changed) {
    account = changed
    show()
  },
  onState(state) {
    const live = document.querySelector('#live')
    if (live && live.textContent !== state) live.textContent = state
    live?.classList.toggle('is-lost', state === 'lost')
  },
})
addEventListener('hashchange', show)
document.querySelector('#search')?.addEventListener('input', show)
setInterval(refreshAgo, AGO_REFRESH_MS)
onReset()
