import type { Json } from '../../protocol/event.ts'
import type { Fields } from '../change.ts'
import { pathOf } from './pageLine.ts'
import { plain } from './plain.ts'
import type { VisitEvent } from './visit.ts'

const MAX_PROPERTIES = 12
/** Fifty such lines stay well below what a note may hold. */
const LINE_CHARACTERS = 400
const NAME_CHARACTERS = 60
const KEY_CHARACTERS = 30
const VALUE_CHARACTERS = 100
/** What a visitor wrote is worth more room than what a page says of itself. */
const SAID_CHARACTERS = 1_000

/** One thing the person did, with what it was about; `pages` are the addresses that are told already. */
export function eventLine(event: VisitEvent, pages: ReadonlySet<Json>): string {
  const { name, properties } = event
  if (/^\s*form[\s_-]submi(?:tted|t|ssion)\s*$/i.test(name)) return shorten(formLine(properties))
  const about = told(properties, pages)
  return shorten(`→ ${plain(name, NAME_CHARACTERS)}${about === '' ? '' : ` (${about})`}`)
}

/** Keys that say which form it was and where. */
const OF_THE_FORM = ['formName', 'form_name', 'formId', 'form_id', 'form', 'url', 'path']

/** `→ Filled in the signup form on /signup (plan: gold)`. */
function formLine(properties: Fields): string {
  const [name] = OF_THE_FORM.slice(0, 5).flatMap((key) => formName(properties[key]))
  const place = properties['path'] ?? properties['url']
  const where = typeof place === 'string' && place !== '' ? ` on ${pathOf(place)}` : ''
  const rest = Object.entries(properties).filter(([key]) => !OF_THE_FORM.includes(key))
  const said = told(Object.fromEntries(rest), new Set())
  const what = name === undefined ? 'a form' : `the ${name}`
  return `→ Filled in ${what}${where}${said === '' ? '' : ` (${said})`}`
}

/** A longer one is no name. */
const MAX_FORM_CHARACTERS = 100

/** `contact-form` is "contact form" to people, and `wpcf7-f123-o1` nothing. */
function formName(value: Json | undefined): string[] {
  if (typeof value !== 'string' || !/\p{L}{3}/u.test(value) || /\d/.test(value)) return []
  if (value.length > MAX_FORM_CHARACTERS) return []
  const words = value
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/[\s_\-:#.]+/g, ' ')
    .trim()
  const name = plain(words.replace(/\s*\bform\b/gi, ''), NAME_CHARACTERS).toLowerCase()
  return name === '' ? [] : [`${name} form`]
}

/** What the person said and no field of the account takes, a line each. */
export function saidLines(said: Fields): string[] {
  return Object.entries(said)
    .filter(isWorthTelling)
    .slice(0, MAX_PROPERTIES)
    .map(([key, value]) => {
      const label = plain(key.replace(/^cf_/, '').replaceAll('_', ' '), KEY_CHARACTERS)
      return `“${plain(written(value), SAID_CHARACTERS)}” (${label})`
    })
}

/** What was asked for by somebody who may not set it, for a person to decide. */
export function askedLines(asked: Fields): string[] {
  const about = told(asked, new Set())
  return about === '' ? [] : [shorten(`Asked for, not set: ${about}`)]
}

/** What stands in the contact on the word of a page, which anybody can send. */
export function unverifiedLines(unverified: Fields): string[] {
  const about = told(unverified, new Set())
  return about === '' ? [] : [shorten(`From the website, not verified: ${about}`)]
}

export function hintLines(hints: readonly string[]): string[] {
  return hints.slice(0, MAX_PROPERTIES).map((hint) => plain(hint, LINE_CHARACTERS))
}

/** What a line above tells already, the address of a page, is not said again. */
function told(properties: Fields, known: ReadonlySet<Json>): string {
  return Object.entries(properties)
    .filter((entry) => isWorthTelling(entry) && !known.has(entry[1]))
    .slice(0, MAX_PROPERTIES)
    .map(
      ([key, value]) => `${plain(key, KEY_CHARACTERS)}: ${plain(written(value), VALUE_CHARACTERS)}`,
    )
    .join(', ')
}

function isWorthTelling([key, value]: [string, Json]): boolean {
  const isEmpty = value === null || value === '' || (Array.isArray(value) && value.length === 0)
  return key.trim() !== '' && !isEmpty && !isForMachines(key, value)
}

const MACHINE_KEY =
  /^(?:message|anonymous|session|event|client|visitor|request|trace|device)[_-]?id$|(?:uu|gu)id$|token$|^hash$/i
const MACHINE_VALUE = /^(?:[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|[0-9a-f]{24,}|eyJ[\w.-]+)$/i

function isForMachines(key: string, value: Json): boolean {
  return MACHINE_KEY.test(key) || (typeof value === 'string' && MACHINE_VALUE.test(value))
}

function written(value: Json): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** Never within a character or within what stands for one in HTML. */
function shorten(line: string): string {
  if (line.length <= LINE_CHARACTERS) return line
  return `${line.slice(0, LINE_CHARACTERS).replace(/&[a-z]*$|[\ud800-\udbff]$/, '')}…`
}
