/** @import { CrmRecord, Piece, Value } from './types.js' */
import { element } from './element.js'
import { hueOf, initials, labelOf, nameOf, textOf } from './words.js'

/** @param {string} name @param {'round' | 'square'} [shape] */
export function avatar(name, shape = 'round') {
  return element(
    `span.avatar.hue-${hueOf(name)}${shape === 'square' ? '.square' : ''}`,
    { 'aria-hidden': 'true' },
    initials(name),
  )
}

/** @param {unknown} text @param {string} [kind] */
export function badge(text, kind = 'plain') {
  return text ? element(`span.badge.badge-${kind}`, {}, textOf(text)) : null
}

/** The kind of badge of a stage, by what it means for sales. @param {unknown} stage */
export function stageKind(stage) {
  return /customer|won/i.test(textOf(stage))
    ? 'good'
    : /qualified|negotiation|demo/i.test(textOf(stage))
      ? 'warm'
      : 'plain'
}

/**
 * A piece of a detail: a heading and what is under it.
 * @param {string} heading @param {unknown} version @param {() => Node} content @returns {Piece}
 */
export function section(heading, version, content) {
  return {
    key: heading,
    version: JSON.stringify(version),
    build: () => element('section.card', {}, element('h3', {}, heading), content()),
  }
}

/**
 * Names and values, the unset ones left out.
 * @param {string} heading @param {[label: string, value: unknown][]} rows @returns {Piece}
 */
export function factsSection(heading, rows) {
  const set = rows.map(([label, value]) => [label, textOf(value)]).filter(([, text]) => text !== '')
  return section(heading, set, () =>
    element(
      'dl.facts',
      {},
      ...set.flatMap(([label, text]) => [element('dt', {}, label), element('dd', {}, text)]),
    ),
  )
}

/** @param {CrmRecord} record @param {readonly string[]} names @returns {[string, unknown][]} */
export function plainFacts(record, names) {
  return names.map((name) => [labelOf(name), record[name]])
}

/** @param {CrmRecord} record @param {Record<string, string>} labels @returns {[string, unknown][]} */
export function customFacts({ custom_field }, labels) {
  return Object.entries(custom_field).map(([name, value]) => [
    labels[name] ?? labelOf(name),
    spelt(value),
  ])
}

/** Several choices are kept as one text. @param {Value} value */
function spelt(value) {
  return typeof value === 'string' && /^[^;\n]+(;[^;\n]+)+$/.test(value)
    ? value.replaceAll(';', ', ')
    : value
}

/** @param {{ [name: string]: unknown } | null | undefined} inside @returns {[string, unknown][]} */
export function labelled(inside) {
  return Object.entries(inside ?? {}).map(([name, value]) => [labelOf(name), value])
}

/**
 * Who or what a detail is about.
 * @param {CrmRecord} record
 * @param {{ line: string, stage: unknown, shape?: 'round' | 'square' }} about
 * @returns {Piece}
 */
export function headPiece(record, { line, stage, shape = 'round' }) {
  const name = nameOf(record)
  return {
    key: 'head',
    version: JSON.stringify([name, line, stage, record.tags]),
    build: () =>
      element(
        'header.head',
        {},
        avatar(name, shape),
        element('div', {}, element('h2', {}, name), element('p.soft', {}, line)),
        element(
          'p.badges',
          {},
          badge(stage, stageKind(stage)),
          ...record.tags.map((tag) => badge(tag, 'tag')),
        ),
      ),
  }
}

/** @param {string} text @param {() => HTMLElement} [action] @returns {Piece} */
export function emptyPiece(text, action) {
  return {
    key: 'empty',
    version: text,
    build: () => element('li.empty', {}, element('p', {}, text), action?.()),
  }
}

/** @param {CrmRecord[]} records @param {string} search */
export function matching(records, search) {
  const live = records.filter((record) => !record.is_deleted).toReversed()
  return search === ''
    ? live
    : live.filter((record) => JSON.stringify(record).toLowerCase().includes(search))
}
