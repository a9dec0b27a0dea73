import type { Event, GroupEvent } from '../../protocol/event.ts'
import {
  createId,
  isAboutPerson,
  meet,
  type Person,
  person,
  savePerson,
  setPerson,
} from '../core.ts'
import { stringify } from '../lib/parse.ts'

export const changePerson = (changes: Person, known = person): void => {
  meet()
  setPerson({ ...known, ...changes })
  savePerson()
}

export const forgetPerson = (): void =>
  changePerson({ anonymousId: createId() }, { domain: person.domain })

const ADDRESS = /mail\w*":[^,]*@/i

/** What an event says about who the person is. */
export const remember = (event: Event): void => {
  const { type, context, traits } = event as GroupEvent
  const given = (type as string) === 'identify' ? traits : undefined
  const isIntroduced = ADDRESS.test(stringify([given, context?.traits]))
  if (!isAboutPerson(type) && !isIntroduced) return
  const { userId = person.userId, groupId = person.groupId } = event as GroupEvent
  changePerson({
    userId,
    groupId,
    known: person.known || isIntroduced || undefined,
    // What was entered in a form is not kept on a device that may be somebody else's tomorrow.
    traits: given && !context?.['form'] ? { ...person.traits, ...given } : person.traits,
  })
}
