/** @import { Account, AccountLink, CrmRecord, Detail, Piece } from '../types.js' */
import { element } from '../element.js'
import {
  avatar,
  badge,
  customFacts,
  factsSection,
  headPiece,
  plainFacts,
  section,
} from '../parts.js'
import { counted, money, nameOf } from '../words.js'

/** Fields by the heading they are shown under. */
const SECTIONS = {
  Contact: [
    'mobile_number',
    'work_number',
    'work_email',
    'external_id',
    'address',
    'city',
    'state',
    'zipcode',
    'country',
    'time_zone',
    'facebook',
    'twitter',
    'linkedin',
  ],
  'Where from': [
    'source',
    'campaign',
    'medium',
    'keyword',
    'first_source',
    'first_medium',
    'first_campaign',
    'last_source',
    'last_medium',
    'last_campaign',
    'latest_source',
    'latest_medium',
    'latest_campaign',
  ],
  'In the CRM': ['owner', 'territory', 'status', 'last_contacted', 'created_at', 'updated_at'],
}

/** @param {Account} account @param {number} id @returns {Detail | undefined} */
export function contactDetail({ contacts, deals, labels }, id) {
  const contact = contacts.find((candidate) => candidate.id === id)
  if (!contact) return undefined
  const theirs = deals.filter((deal) => !deal.is_deleted && deal.contacts?.includes(id))
  const emails = (contact.emails ?? []).map(({ value }) => value)
  const [company] = contact.sales_accounts ?? []
  const role = [contact['job_title'], company?.name].filter(Boolean).join(' at ')
  return {
    head: headPiece(contact, {
      line: [role, contact.email].filter(Boolean).join(' · '),
      stage: contact.stage,
    }),
    about: [
      ...linksPiece(contact.sales_accounts ?? [], theirs),
      factsSection('Custom fields', customFacts(contact, labels)),
      ...(emails.length > 1 ? [factsSection('Addresses', [['Emails', emails]])] : []),
      ...Object.entries(SECTIONS).map(([heading, names]) =>
        factsSection(heading, plainFacts(contact, names)),
      ),
    ],
    timeline: contact.timeline,
  }
}

/** @param {AccountLink[]} accounts @param {CrmRecord[]} deals @returns {Piece[]} */
function linksPiece(accounts, deals) {
  if (accounts.length + deals.length === 0) return []
  const heading = [
    accounts.length > 0 && counted(accounts.length, 'account'),
    deals.length > 0 && counted(deals.length, 'deal'),
  ]
  const links = () =>
    element(
      'ul.links',
      {},
      ...accounts.map((account) => accountLink(account, accounts.length)),
      ...deals.map(dealLink),
    )
  return [section(heading.filter(Boolean).join(', '), [accounts, deals], links)]
}

/** @param {AccountLink} account @param {number} count */
function accountLink({ id, name, is_primary }, count) {
  const link = element('a', { href: `#/accounts/${id}` }, avatar(name, 'square'), name)
  return element('li', {}, link, is_primary && count > 1 ? badge('primary') : null)
}

/** @param {CrmRecord} deal */
function dealLink(deal) {
  const link = element('a', { href: `#/deals/${deal.id}` }, nameOf(deal))
  return element('li', {}, link, element('span.soft', {}, money(deal['amount'])))
}
