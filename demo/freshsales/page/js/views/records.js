/** @import { Account, CrmRecord, Detail, View } from '../types.js' */
import { element } from '../element.js'
import {
  avatar,
  badge,
  customFacts,
  emptyPiece,
  factsSection,
  headPiece,
  matching,
  section,
  stageKind,
} from '../parts.js'
import { ago } from '../times.js'
import { counted, nameOf, textOf } from '../words.js'

/**
 * What makes accounts, deals and leads look different from each other.
 * @typedef {object} Look
 * @property {'sales_accounts' | 'deals' | 'leads'} kind
 * @property {string} name The word in the address.
 * @property {string} title
 * @property {string[]} columns
 * @property {string} empty What an empty list says.
 * @property {(record: CrmRecord, account: Account) => string} line The line under the name.
 * @property {(record: CrmRecord) => unknown} stage
 * @property {(record: CrmRecord) => string} extra
 * @property {(record: CrmRecord) => { [heading: string]: [label: string, value: unknown][] }} sections
 * @property {(record: CrmRecord, account: Account) => CrmRecord[]} people Contacts that belong to it.
 */

/** @param {Look} look @returns {View} */
export function recordsView(look) {
  return {
    name: look.name,
    title: look.title,
    icon: look.kind,
    columns: look.columns,
    count: (account) => account[look.kind].filter((record) => !record.is_deleted).length,
    rows(account, search) {
      const shown = matching(account[look.kind], search)
      if (shown.length === 0) return [emptyPiece(search ? 'Nothing has that in it.' : look.empty)]
      return shown.map((record) => ({
        key: String(record.id),
        version: JSON.stringify([record, look.line(record, account)]),
        build: () => row(look, record, account),
      }))
    },
    detail: (account, id) => detail(look, account, id),
  }
}

/** @param {Look} look @param {CrmRecord} record @param {Account} account */
function row(look, record, account) {
  const [name, stage] = [nameOf(record), look.stage(record)]
  return element(
    'li',
    {},
    element(
      'a.row',
      { href: `#/${look.name}/${record.id}` },
      avatar(name, look.kind === 'leads' ? 'round' : 'square'),
      element(
        'span.who',
        {},
        element('b', {}, name),
        element('span.soft', {}, look.line(record, account)),
      ),
      element('span.company', {}, look.extra(record)),
      element('span.stage', {}, badge(stage, stageKind(stage))),
      element('span.origin', {}, textOf(record['source'] ?? record['owner'])),
      element('span.when', {}, ago(record.timeline[0]?.at ?? record.updated_at)),
    ),
  )
}

/** @param {Look} look @param {Account} account @param {number} id @returns {Detail | undefined} */
function detail(look, account, id) {
  const record = account[look.kind].find((candidate) => candidate.id === id)
  if (!record) return undefined
  const people = look.people(record, account)
  return {
    head: headPiece(record, {
      line: look.line(record, account),
      stage: look.stage(record),
      shape: look.kind === 'leads' ? 'round' : 'square',
    }),
    about: [
      ...(people.length > 0
        ? [section(counted(people.length, 'contact'), people.map(nameOf), () => links(people))]
        : []),
      ...Object.entries(look.sections(record)).map(([heading, rows]) =>
        factsSection(heading, rows),
      ),
      factsSection('Custom fields', customFacts(record, account.labels)),
    ],
    timeline: record.timeline,
  }
}

/** @param {CrmRecord[]} people */
function links(people) {
  return element(
    'ul.links',
    {},
    ...people.map((person) =>
      element(
        'li',
        {},
        element('a', { href: `#/contacts/${person.id}` }, avatar(nameOf(person)), nameOf(person)),
      ),
    ),
  )
}
