import type { IdentifyEvent, Json } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import type { Change, ContactChange, Fields, Interpretation, Problem } from '../change.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { toTags } from '../coercion/text.ts'
import { COMPANY, companiesOf } from '../mapping/companies.ts'
import { CONTACT } from '../mapping/contact.ts'
import { FULL_NAME, personName } from '../mapping/personName.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import { valueNamed } from '../mapping/valueNamed.ts'
import type { InterpretSettings } from '../settings.ts'
import { accountOf } from './account.ts'
import { clickFields, withTouches } from './attribution.ts'
import { dealOf } from './deal.ts'
import { emailOfUserId, ownEmail } from './ownEmail.ts'
import { touchesOf } from './touch.ts'

/** Loose names of the trait with the address. */
const EMAIL = ['email', 'emailaddress', 'youremail', 'mail']

/** Traits with a rule of their own; the table must not take them for custom fields. */
const TAKEN = [
  ...EMAIL,
  'emails',
  ...FULL_NAME,
  ...COMPANY,
  'deal',
  'tags',
  'fs_contact',
  'fsContact',
  'fs_update',
  'anonymousId',
]

const INDEX = indexTable(CONTACT, TAKEN)

/** A person: the contact, and the company and the deal that came with them. */
export function interpretIdentify(
  event: IdentifyEvent,
  settings: InterpretSettings,
): Interpretation {
  const trait = (name: string) => firstGiven(event.traits?.[name], event.context?.traits?.[name])
  const { email, problems } = ownEmail([
    valueNamed(event.traits, EMAIL),
    valueNamed(event.context?.traits, EMAIL),
    event.properties?.['email'],
    event.traits?.['emails'],
    emailOfUserId(event),
  ])
  const contact = readContact(event, settings)
  if (email !== undefined) contact.change.fields['emails'] = email
  const name = valueNamed(event.traits, FULL_NAME) ?? valueNamed(event.context?.traits, FULL_NAME)
  problems.push(...addNames(contact.change.fields, name))
  if (settings.generation === 'classic' && isContactAsked(event)) contact.change.asContact = true
  const companies = companiesOf(event.traits, event.context?.traits).map((company) =>
    accountOf(company, settings.clears),
  )
  const account = companies.find(({ change }) => change)?.change?.name
  const deal = dealOf(trait('deal'), account, settings.clears)
  const tags = toTags(trait('tags') ?? []) ?? []
  const changes: (Change | undefined)[] = [
    contact.change,
    ...companies.map(({ change }) => change),
    deal.change,
    ...tags.map((tag): Change => ({ object: 'tag', tag })),
  ]
  return {
    ...(email === undefined ? {} : { email }),
    changes: changes.filter((change) => change !== undefined),
    problems: [
      ...problems,
      ...contact.problems,
      ...companies.flatMap((company) => company.problems),
      ...deal.problems,
    ],
  }
}

function readContact(event: IdentifyEvent, settings: InterpretSettings) {
  const touches = touchesOf(event.context)
  const { fields, custom, problems } = readTable(INDEX, {
    traits: [
      { path: 'traits', values: event.traits },
      { path: 'context.traits', values: event.context?.traits },
    ],
    event: withTouches(withoutEmailAsId(event), touches),
    clears: settings.clears === true,
  })
  const change: ContactChange = {
    object: 'contact',
    fields,
    custom: { ...custom, ...clickFields(touches, settings) },
  }
  return { change, problems }
}

/** An address as user id is the e-mail already; as external id it would go stale when the person changes it. */
function withoutEmailAsId(event: IdentifyEvent): IdentifyEvent {
  if (emailOfUserId(event) === undefined) return event
  const { userId: _, ...rest } = event
  return rest
}

/** Fills the half of the name that was not given on its own. */
function addNames(fields: Fields, name: Json | undefined): Problem[] {
  if (name === undefined) return []
  const halves = personName(name)
  if (halves === undefined)
    return [{ field: 'name', reason: 'left out: send a text or {"first", "last"}', value: name }]
  if (halves.first !== undefined) fields['first_name'] ??= halves.first
  if (halves.last !== undefined) fields['last_name'] ??= halves.last
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

function firstGiven(...values: readonly (Json | undefined)[]): Json | undefined {
  return values.find((value) => !isBlank(value))
}
