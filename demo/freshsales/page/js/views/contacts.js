/** @import { CrmRecord, View } from '../types.js' */
import { element } from '../element.js'
import { avatar, badge, emptyPiece, matching, stageKind } from '../parts.js'
import { sampleButton } from '../sampleButton.js'
import { ago } from '../times.js'
import { nameOf } from '../words.js'
import { contactDetail } from './contactDetail.js'

const EMPTY = 'No contacts yet. Fill in a form on the website, or start with some made-up people.'

/** @type {View} */
export const contactsView = {
  name: 'contacts',
  title: 'Contacts',
  icon: 'contacts',
  columns: ['Name', 'Account', 'Stage', 'Source and campaign', 'Last activity'],
  count: ({ contacts }) => contacts.filter((contact) => !contact.is_deleted).length,
  rows({ contacts }, search) {
    const shown = matching(contacts, search)
    if (shown.length === 0 && search !== '') return [emptyPiece('No contact has that in it.')]
    if (shown.length === 0) return [emptyPiece(EMPTY, sampleButton)]
    return shown.map((contact) => ({
      key: String(contact.id),
      version: JSON.stringify(contact),
      build: () => row(contact),
    }))
  },
  detail: contactDetail,
}

/** @param {CrmRecord} contact */
function row(contact) {
  const name = nameOf(contact)
  const [account] = contact.sales_accounts ?? []
  const origin = [contact['source'], contact['campaign'] ?? contact['first_campaign']]
  return element(
    'li',
    {},
    element(
      'a.row',
      { href: `#/contacts/${contact.id}` },
      avatar(name),
      element(
        'span.who',
        {},
        element('b', {}, name),
        element('span.soft', {}, contact.email === name ? '' : contact.email),
      ),
      element('span.company', {}, account?.name),
      element('span.stage', {}, badge(contact.stage, stageKind(contact.stage))),
      element('span.origin', {}, origin.filter(Boolean).join(' · ')),
      element('span.when', {}, ago(contact.timeline[0]?.at ?? contact.updated_at)),
    ),
  )
}
