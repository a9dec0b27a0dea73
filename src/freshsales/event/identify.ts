import type { IdentifyEvent, Json } from '../../protocol/event.ts'
import type { Change, ContactChange, Fields, Interpretation } from '../change.ts'
import { toBoolean } from '../coercion/boolean.ts'
import { splitName } from '../coercion/fullName.ts'
import { toTags } from '../coercion/tags.ts'
import { isBlank, isObject } from '../json.ts'
import { CONTACT } from '../mapping/contact.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import type { InterpretSettings } from '../settings.ts'
import { accountOf } from './account.ts'
import { clickFields, withTouches } from './attribution.ts'
import { dealOf } from './deal.ts'
import { emailOfUserId, ownEmail } from './ownEmail.ts'
import { touchesOf } from './touch.ts'

/** Traits with a rule of their own; the table must not take them for custom fields. */
const TAKEN = [
  'email',
  'emails',
  'name',
  'company',
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
    event.traits?.['email'],
    event.context?.traits?.['email'],
    event.properties?.['email'],
    event.traits?.['emails'],
    emailOfUserId(event),
  ])
  const contact = readContact(event, settings)
  if (email !== undefined) contact.change.fields['emails'] = email
  addNames(contact.change.fields, trait('name'))
  if (settings.generation === 'classic' && isContactAsked(event)) contact.change.asContact = true
  const company = accountOf(trait('company'))
  const deal = dealOf(trait('deal'), company.change?.name)
  const tags = toTags(trait('tags') ?? []) ?? []
  const changes: (Change | undefined)[] = [
    contact.change,
    company.change,
    deal.change,
    ...tags.map((tag): Change => ({ object: 'tag', tag })),
  ]
  return {
    ...(email === undefined ? {} : { email }),
    changes: changes.filter((change) => change !== undefined),
    problems: [...problems, ...contact.problems, ...company.problems, ...deal.problems],
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
function addNames(fields: Fields, fullName: Json | undefined): void {
  if (typeof fullName !== 'string') return
  const { first, last } = splitName(fullName)
  if (fields['last_name'] === undefined && last !== undefined) fields['last_name'] = last
  if (fields['first_name'] === undefined && first !== undefined) fields['first_name'] = first
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
