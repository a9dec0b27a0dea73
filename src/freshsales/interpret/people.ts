import type { Event, Json } from '../../protocol/event.ts'
import { identifiesNobody } from '../../protocol/identifier.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import { toEmail } from '../../protocol/toEmail.ts'
import { actionsFor } from '../actions.ts'
import type { People, Problem } from '../change.ts'
import { valueNamed } from '../mapping/looseName.ts'
import type { InterpretSettings } from '../settings.ts'

/** Loose names of the trait with the address. */
export const EMAIL = ['email', 'emailaddress', 'youremail', 'mail']

/** Whom an event names, and what is wrong about it. */
export interface Naming {
  people: People
  problems: Problem[]
}

/**
 * Whom an event is about: every key by which it names somebody. The one answer to that question: what
 * interprets an event takes its person from here, and so does every guard that asks whose it is.
 */
export function peopleOf(event: Event, settings: Pick<InterpretSettings, 'actions'>): Naming {
  const problems: Problem[] = []
  const emails: string[] = []
  for (const candidate of candidatesOf(event, settings)) {
    if (candidate === undefined) continue
    const found = addressesIn(candidate)
    emails.push(...found)
    // One that is none is reported, because a lead may hang on it.
    if (found.length === 0 && emails.length === 0 && !isBlank(candidate as Json | undefined))
      problems.push(notAnAddress(candidate))
  }
  const { userId, anonymousId } = event
  const previousId = event.type === 'alias' ? event.previousId : undefined
  // An alias joins two ids; it introduces nobody.
  const email = event.type === 'alias' ? undefined : emails[0]
  const people: People = {
    ...(email !== undefined && { email }),
    emails,
    ...(userId && { userId }),
    ...(anonymousId && { anonymousId }),
    ...(previousId && { previousId }),
  }
  return { people, problems }
}

/** Where an address of the person may stand, the best place first. */
function candidatesOf(
  event: Event,
  settings: Pick<InterpretSettings, 'actions'>,
): readonly unknown[] {
  const ofContext = event.context?.traits?.['email']
  switch (event.type) {
    case 'identify':
      return [
        valueNamed(event.traits, EMAIL),
        valueNamed(event.context?.traits, EMAIL),
        event.properties?.['email'],
        event.traits?.['emails'],
        addressIn(event.userId),
      ]
    case 'group':
      return [
        ofContext,
        event.properties?.['email'],
        addressIn(event.userId),
        ...ofExternalId(event),
      ]
    case 'track': {
      // That of `Invite Sent` is somebody else's, unless the event acts on its person or names nobody else.
      const isOwn = actionsFor(event.event, settings).length > 0 || namesNobody(event)
      const more = isOwn ? [event.properties?.['email'], ...ofExternalId(event)] : []
      return [ofContext, ...more, addressIn(event.userId)]
    }
    case 'page':
    case 'screen':
      return [
        ofContext,
        ...(namesNobody(event) ? [event.properties?.['email']] : []),
        addressIn(event.userId),
      ]
    case 'alias':
      return [ofContext, addressIn(event.userId)]
  }
}

const namesNobody = ({ userId, anonymousId }: Event) => !userId && !anonymousId

/** All of a list count: each is a person that the event names. */
function addressesIn(candidate: unknown): string[] {
  return (Array.isArray(candidate) ? candidate : [candidate]).flatMap((one) => toEmail(one) ?? [])
}

function notAnAddress(candidate: unknown): Problem {
  return { field: 'email', reason: 'is not a valid e-mail address', value: candidate as Json }
}

/** A site may use the address as its user id; any other id is no failed address. */
export function addressIn(id: string | undefined): string | undefined {
  return toEmail(id)
}

/** RudderStack's `context.externalId` is one object or a list of them. */
function ofExternalId(event: Event): string[] {
  return externalIds(event).flatMap(({ id }) => toEmail(id) ?? [])
}

/** The records that an event names by another system's id; an id of nobody is none. */
export function externalIds(event: Event): { [key: string]: unknown }[] {
  const given = event.context?.['externalId']
  return (Array.isArray(given) ? given : [given]).filter(isObject).map(({ id, ...entry }) => {
    const isId = id !== undefined && id !== null && !identifiesNobody(String(id))
    return isId ? { ...entry, id } : entry
  })
}
