/** @import { Account, Detail, Piece, View } from './types.js' */
import { readAddress } from './address.js'
import { element, icon } from './element.js'
import { reconcile } from './reconcile.js'
import { timelinePieces } from './timeline.js'
import { clockText } from './times.js'
import { callsView } from './views/calls.js'
import { contactsView } from './views/contacts.js'
import { accountsView, dealsView, leadsView } from './views/looks.js'

const VIEWS = [contactsView, accountsView, dealsView, leadsView, callsView]

/** @param {Account} account */
export function render(account) {
  const { name, id } = readAddress()
  const view = VIEWS.find((candidate) => candidate.name === name) ?? contactsView
  const search = input('#search').value.trim().toLowerCase()
  document.title = `${view.title} · CRM simulator`
  part('#title').textContent = view.title
  reconcile(part('#tabs'), tabs(account, view))
  reconcile(part('#columns'), view.columns.map(columnPiece))
  part('#list').className = `list list-${view.name}`
  reconcile(part('#list'), view.rows(account, search))
  markSelected(id)
  part('#back').setAttribute('href', `#/${view.name}`)
  showDetail(id === undefined ? undefined : view.detail?.(account, id), `${view.name} ${id}`)
  showQuota(account)
}

/** @param {Account} account @param {View} current @returns {Piece[]} */
function tabs(account, current) {
  return VIEWS.map((view) => {
    const count = view.count(account)
    const isCurrent = view === current
    return {
      key: view.name,
      version: `${count} ${isCurrent}`,
      build: () =>
        element(
          'li',
          {},
          element(
            'a',
            { href: `#/${view.name}`, 'aria-current': isCurrent ? 'page' : undefined },
            icon(view.icon),
            element('span', {}, view.title),
            element('span.count', {}, count.toLocaleString('en')),
          ),
        ),
    }
  })
}

/** @param {string} title @returns {Piece} */
function columnPiece(title) {
  return { key: title, version: '', build: () => element('span', {}, title) }
}

/** @param {number | undefined} id */
function markSelected(id) {
  for (const link of document.querySelectorAll('#list a.row')) {
    if (link.getAttribute('href')?.endsWith(`/${id}`)) link.setAttribute('aria-current', 'true')
    else link.removeAttribute('aria-current')
  }
}

let shown = ''

/** @param {Detail | undefined} detail @param {string} address */
function showDetail(detail, address) {
  const pane = part('#detail')
  pane.hidden = detail === undefined
  document.body.classList.toggle('has-detail', detail !== undefined)
  reconcile(part('#head'), detail ? [detail.head] : [])
  reconcile(part('#about'), detail?.about ?? [])
  reconcile(part('#timeline'), detail ? timelinePieces(detail.timeline) : [])
  if (address !== shown) pane.scrollTop = 0
  shown = address
}

/** @param {Account} account */
function showQuota({ quota: { limit, used, refused, resetsAt } }) {
  const bar = part('#quota-bar')
  if (bar instanceof HTMLProgressElement) bar.value = limit > 0 ? Math.min(1, used / limit) : 0
  bar.classList.toggle('is-full', limit > 0 && used >= limit)
  const most = limit > 0 ? `${limit.toLocaleString('en')} calls` : 'no limit'
  const rest = [
    used > 0 ? `resets at ${clockText(resetsAt)}` : 'this hour',
    refused > 0 && `${refused.toLocaleString('en')} refused`,
  ]
  part('#quota-used').textContent = `${used.toLocaleString('en')} of ${most}`
  part('#quota-rest').textContent = ` · ${rest.filter(Boolean).join(' · ')}`
}

/** @param {string} selector @returns {HTMLElement} */
function part(selector) {
  const found = document.querySelector(selector)
  if (!(found instanceof HTMLElement)) throw new Error(`The page has no ${selector}`)
  return found
}

/** @param {string} selector */
function input(selector) {
  return /** @type {HTMLInputElement} */ (part(selector))
}
