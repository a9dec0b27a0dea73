import type { GroupEvent, Traits } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import type { Interpretation } from '../change.ts'
import { looseName } from '../mapping/looseName.ts'
import { isOfAPerson } from '../mapping/personName.ts'
import type { InterpretSettings } from '../settings.ts'
import { accountOfTraits, customTraits } from './account.ts'
import { emailOfExternalId, emailOfUserId, ownEmail } from './ownEmail.ts'

/** A trait of these says where the traits' owner is. */
const PLACES = [
  'address',
  'city',
  'state',
  'country',
  'zip',
  'zipcode',
  'zip_code',
  'zipCode',
  'postalcode',
  'postal_code',
  'postalCode',
]

/**
 * An account, and the person who belongs to it. `traits.email` is the group's mailbox, not the
 * person's: linking by it would make a contact of `info@`.
 */
export function interpretGroup(
  event: GroupEvent,
  { clears = false }: Partial<InterpretSettings> = {},
): Interpretation {
  const { email, problems } = ownEmail([
    event.context?.traits?.['email'],
    event.properties?.['email'],
    emailOfUserId(event),
    emailOfExternalId(event),
  ])
  const { traits, context } = event
  const ofContext = isObject(context?.traits) ? accountTraits(context.traits, traits) : {}
  const account = accountOfTraits({
    traits: [
      { path: 'traits', values: traits },
      { path: 'context.traits', values: ofContext },
    ],
    event,
    clears,
  })
  if (account.change !== undefined) account.change.custom = customTraits(traits, clears)
  return {
    ...(email === undefined ? {} : { email }),
    changes: account.change === undefined ? [] : [account.change],
    problems: [...problems, ...account.problems],
  }
}

/**
 * Some senders put the group's traits into the context, where the person's belong. They count
 * unless they describe a person, and never as a second address beside the group's own.
 */
function accountTraits(given: Traits, own: Traits | undefined): Traits {
  if (Object.keys(given).some((name) => isOfAPerson(looseName(name)))) return {}
  if (!isObject(own) || !PLACES.some((name) => !isBlank(own[name]))) return given
  return Object.fromEntries(Object.entries(given).filter(([name]) => !PLACES.includes(name)))
}
