import type { Event, IdentifyEvent, Json } from '../../protocol/event.ts'
import { identifiesNobody } from '../../protocol/identifier.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import type { ContactChange, Fields, Interpretation, Problem } from '../change.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { toTags } from '../coercion/text.ts'
import { type Allowed, mayField, stripProtectedFields, withhold } from '../mapping/allowed.ts'
import { COMPANY, companiesOf } from '../mapping/companies.ts'
import { CONTACT } from '../mapping/contact.ts'
import { CONTACT_WORDS } from '../mapping/contactWords.ts'
import { valueNamed } from '../mapping/looseName.ts'
import { FULL_NAME, personName, takeFlatName } from '../mapping/personName.ts'
import { isProtected } from '../mapping/protected.ts'
import { type Reading, readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import { mayClear, type Word } from '../word.ts'
import { accountOf } from './account.ts'
import { clickFields, withTouches } from './attribution.ts'
import { dealsOf } from './deal.ts'
import type { InterpretContext } from './interpretContext.ts'
import { addressIn, EMAIL, isAddressTrait } from './people.ts'
import { touchesOf } from './touch.ts'

/** Traits with a rule of their own; the table must not take them for custom fields. */
const TAKEN = [
  ...EMAIL,
  'emails',
  ...FULL_NAME,
  ...COMPANY,
  'deal',
  'deals',
  'tags',
  'fs_contact',
  'fsContact',
  'fs_update',
  'anonymousId',
]

const INDEX = indexTable(CONTACT, TAKEN, CONTACT_WORDS)

/** A person: the contact, and the company and the deal that came with them. */
export function interpretIdentify(event: IdentifyEvent, context: InterpretContext): Interpretation {
  const { meaning, word } = context
  const trait = (name: string) => firstGiven(event.traits?.[name], event.context?.traits?.[name])
  const contact = contactOf(event, context)
  const companies = companiesOf(event.traits, event.context?.traits).map((company) =>
    accountOf(company, word),
  )
  const account = companies.find(({ change }) => change)?.change?.name
  const deals = dealsOf(trait('deal') ?? trait('deals'), { account, word })
  const tags = tagsOf(trait('tags'), word)
  for (const part of [contact, ...companies, ...deals, tags]) {
    meaning.problems.push(...part.problems)
    meaning.withheld.push(...part.withheld)
  }
  for (const { change } of [contact, ...companies, ...deals])
    if (change !== undefined) meaning.changes.push(change)
  for (const tag of tags.tags) meaning.changes.push({ object: 'tag', tag })
  return mayField('contact', 'emails', word) ? meaning : withoutEmail(meaning)
}

/** A source whose `fields` leave out the address gives none; the ids still say who it is. */
function withoutEmail({ people, ...rest }: Interpretation): Interpretation {
  const { email, ...others } = people
  return email === undefined ? { people, ...rest } : { people: { ...others, emails: [] }, ...rest }
}

function contactOf(event: IdentifyEvent, { meaning, settings, word }: InterpretContext) {
  const touches = touchesOf(event, settings.channels)
  const surroundings = withTouches(withoutEmailAsId(event), touches)
  const reading = readContact(event, { surroundings, word })
  const { email } = meaning.people
  if (email !== undefined) takeAddress(reading, email)
  const name =
    valueNamed(event.traits, FULL_NAME) ??
    valueNamed(event.context?.traits, FULL_NAME) ??
    takeFlatName(reading.custom)
  const problems = [
    ...reading.problems,
    ...addNames(reading.fields, name),
    ...dropIdOfNobody(reading.fields),
  ]
  const allowed = stripProtectedFields(
    'contact',
    reading,
    withSurroundings(surroundings, reading, word),
  )
  // No more than the key that the event has anyway.
  if (reading.fields['external_id'] === event.userId) keep(allowed, 'external_id', event.userId)
  const change: ContactChange = {
    object: 'contact',
    fields: allowed.fields,
    custom: { ...allowed.custom, ...clickFields(touches, settings) },
    ...(settings.generation === 'classic' && isContactAsked(event) && { asContact: true }),
  }
  return { change, problems, withheld: allowed.withheld }
}

/** In place: the address is the contact's, and no custom field's beside it. */
function takeAddress({ fields, custom }: Reading, email: string): void {
  fields['emails'] = email
  if (fields['work_email'] === email) delete fields['work_email']
  for (const name of Object.keys(custom))
    if (isAddressTrait(name, custom[name], email)) delete custom[name]
}

function readContact(
  event: IdentifyEvent,
  { surroundings, word }: { surroundings: Event; word: Word },
): Reading {
  return readTable(INDEX, {
    traits: [
      { path: 'traits', values: event.traits },
      { path: 'context.traits', values: event.context?.traits },
    ],
    event: surroundings,
    clears: mayClear(word),
  })
}

/** A list of fields limits what the traits may set, not what the page itself tells: campaign, time zone. */
function withSurroundings(event: Event, { fields: given }: Reading, word: Word): Word {
  if (word.fields === undefined) return word
  const { fields } = readTable(INDEX, {
    traits: [],
    event: { ...event, properties: {} },
  })
  const told = Object.keys(fields).filter(
    (field) => fields[field] === given[field] && !isProtected('contact', field, word.provenance),
  )
  return { ...word, fields: [...word.fields, ...told.map((field) => `contact.${field}`)] }
}

function keep({ fields, withheld }: Allowed, field: string, value: string | undefined): void {
  const index = withheld.findIndex((each) => each.field === field)
  if (index < 0 || value === undefined) return
  withheld.splice(index, 1)
  fields[field] = value
}

/** In place: an external id of `0` or `null` would be that of many. */
function dropIdOfNobody(fields: Fields): Problem[] {
  const id = fields['external_id']
  if (typeof id !== 'string' || !identifiesNobody(id)) return []
  delete fields['external_id']
  return [{ field: 'external_id', reason: 'left out: it identifies nobody', value: id }]
}

function tagsOf(given: Json | undefined, word: Word) {
  const tags = toTags(given ?? []) ?? []
  const isAllowed = tags.length === 0 || mayField('contact', 'tags', word)
  return {
    tags: isAllowed ? tags : [],
    problems: [],
    withheld: isAllowed ? [] : [withhold('contact', 'tags', tags)],
  }
}

/** An address as user id is the e-mail already; as external id it would go stale when the person changes it. */
function withoutEmailAsId(event: IdentifyEvent): IdentifyEvent {
  if (addressIn(event.userId) === undefined) return event
  const { userId: _, ...rest } = event
  return rest
}

/** Fills the half of the name that was not given on its own. */
function addNames(fields: Fields, name: Json | undefined): Problem[] {
  if (name === undefined) return []
  const halves = personName(name)
  if (halves === undefined)
    return [{ field: 'name', reason: 'left out: send a text or {"first", "last"}', value: name }]
  const { first, last } = halves
  // `{prenom: "Ann", nom: "Lee"}`: some languages say "name" for one half of it.
  const isHalf = last === undefined && first !== fields['first_name']
  if (isHalf && fields['first_name'] !== undefined) fields['last_name'] ??= first ?? null
  if (first !== undefined) fields['first_name'] ??= first
  if (last !== undefined) fields['last_name'] ??= last
  return []
}

/** Segment's switch between lead and contact, in both spellings, as true or "true". */
function isContactAsked(event: IdentifyEvent): boolean {
  return [event.traits, event.context?.traits].some(
    (traits) =>
      isObject(traits) &&
      [traits['fs_contact'], traits['fsContact']].some(
        (value) => value !== undefined && toBoolean(value) === true,
      ),
  )
}

/** PHP writes an empty list where it has an empty object, and false where it has none; neither says anything. */
function firstGiven(...values: readonly (Json | undefined)[]): Json | undefined {
  return values.find((value) => !isBlank(value) && !isEmpty(value))
}

function isEmpty(value: Json | undefined): boolean {
  if (value === false) return true
  return typeof value === 'object' && value !== null && Object.keys(value).length === 0
}
