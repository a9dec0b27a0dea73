import type { GroupEvent, Traits } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import type { Interpretation } from '../change.ts'
import { POSTCODE } from '../mapping/contact.ts'
import { looseName } from '../mapping/looseName.ts'
import { isOfAPerson } from '../mapping/personName.ts'
import { mayClear } from '../word.ts'
import { accountOfGroup } from './account.ts'
import type { InterpretContext } from './interpretContext.ts'

/** A trait of these says where the traits' owner is. */
const PLACES = ['address', 'city', 'state', 'country', ...POSTCODE]

/**
 * An account, and the person who belongs to it. `traits.email` is the group's mailbox, not the
 * person's: linking by it would make a contact of `info@`.
 */
export function interpretGroup(
  event: GroupEvent,
  { meaning, word }: InterpretContext,
): Interpretation {
  const { traits, context } = event
  const ofContext = isObject(context?.traits) ? accountTraits(context.traits, traits) : {}
  const account = accountOfGroup(
    {
      traits: [
        { path: 'traits', values: traits },
        { path: 'context.traits', values: ofContext },
      ],
      event,
      clears: mayClear(word),
    },
    word,
  )
  meaning.problems.push(...account.problems)
  meaning.withheld.push(...account.withheld)
  if (account.change) meaning.changes.push(account.change)
  return meaning
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
