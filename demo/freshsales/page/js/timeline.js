/** @import { Entry, Piece, Value } from './types.js' */
import { element, icon } from './element.js'
import { clockTime, dayOf } from './times.js'
import { labelOf, textOf } from './words.js'

const KINDS = /** @type {Record<Entry['type'], string>} */ ({
  note: 'Note',
  sales_activity: 'Activity',
  task: 'Task',
  appointment: 'Meeting',
  phone_call: 'Call',
  event: 'Website event',
  page_view: 'Page view',
})

/**
 * A heading for each day and a piece for each entry, newest first.
 * @param {Entry[]} entries @returns {Piece[]}
 */
export function timelinePieces(entries) {
  if (entries.length === 0) return [NOTHING]
  let day = ''
  return entries.flatMap((entry) => {
    const heading = dayOf(entry.at)
    const isNewDay = heading !== day
    day = heading
    return isNewDay ? [dayPiece(heading), entryPiece(entry)] : [entryPiece(entry)]
  })
}

/** @type {Piece} */
const NOTHING = {
  key: 'nothing',
  version: '',
  build: () => element('p.none', {}, 'Nothing has happened yet.'),
}

/** @param {string} heading @returns {Piece} */
function dayPiece(heading) {
  return { key: `day ${heading}`, version: '', build: () => element('h4.day', {}, heading) }
}

/** @param {Entry} entry @returns {Piece} */
function entryPiece(entry) {
  return {
    key: `entry ${entry.id}`,
    version: JSON.stringify(entry),
    build: () => entryElement(entry),
  }
}

/** @param {Entry} entry */
function entryElement(entry) {
  const headline =
    entry.title ?? entry.event ?? (entry.type === 'page_view' ? pathOf(entry.url) : undefined)
  return element(
    `article.entry.entry-${entry.type}`,
    {},
    element('span.dot', {}, icon(entry.type)),
    element(
      'div.said',
      {},
      element('p.meta', {}, element('span', {}, kindOf(entry)), clockTime(entry.at)),
      headline ? element('p.headline', {}, headline) : null,
      textPart(entry.description ?? entry.notes),
      propertiesPart(entry.properties),
    ),
  )
}

/** The activity's own type, unless its title says the same. @param {Entry} entry */
function kindOf({ type, activity_type, title }) {
  return activity_type && activity_type !== title ? activity_type : KINDS[type]
}

/** @param {string | undefined} text */
function textPart(text) {
  return text ? element('p.text', {}, text) : null
}

/** @param {{ [name: string]: Value } | undefined} properties */
function propertiesPart(properties = {}) {
  const rows = Object.entries(properties)
  if (rows.length === 0) return null
  return element(
    'ul.properties',
    {},
    ...rows.map(([name, value]) =>
      element('li', {}, element('b', {}, labelOf(name)), ` ${textOf(value)}`),
    ),
  )
}

/** @param {string | undefined} url */
function pathOf(url = '') {
  return URL.canParse(url) ? new URL(url).host + new URL(url).pathname : url
}
