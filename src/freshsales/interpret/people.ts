import type { Event, Json } from '../../protocol/event.ts'
import { identifiesNobody } from '../../protocol/identifier.ts'
import { isNothing, isObject } from '../../protocol/json.ts'
import { toEmail } from '../../protocol/toEmail.ts'
import { actionsFor } from '../actions.ts'
import type { People, Problem } from '../change.ts'
import { looseName, valueNamed } from '../mapping/looseName.ts'
import type { InterpretSettings } from '../settings.ts'
import { addressesIn } from './addressesIn.ts'

/** Loose names of the trait with the address. */
export const EMAIL = ['email', 'emailaddress', 'youremail', 'mail']

/**
 * Loose names that also hold it where none of the above does: without it there is no contact. Some name
 * a field of their own, and all may hold something else, which is then no failed address.
 */
const ELSE_EMAIL = [
  ...['emails', 'emailaddresses', 'primaryemail', 'primaryemailaddress', 'emailid', 'emailadresse'],
  ...['useremail', 'customeremail', 'contactemail', 'leademail', 'workemail', 'businessemail'],
  ...['workemailaddress', 'businessemailaddress', 'personalemail'],
  ...['correo', 'correoelectronico', 'courriel', 'adresseemail', 'mailadresse', 'emaildireccion'],
]

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
    if (found.length === 0 && emails.length === 0 && !isNothing(candidate))
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
  const ofContext = valueNamed(event.context?.traits, EMAIL)
  switch (event.type) {
    case 'identify': {
      const said = [valueNamed(event.traits, EMAIL), ofContext, event.properties?.['email']]
      const isSaid = said.some((candidate) => addressesIn(candidate).length > 0)
      return [...said, ...(isSaid ? [] : elseEmails(event)), addressIn(event.userId)]
    }
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

/** The address under another name. */
function elseEmails({ traits, context }: Event & { type: 'identify' }): string[] {
  const named = [traits, context?.traits].flatMap((source) =>
    Object.entries(isObject(source) ? source : {})
      .map(([name, value]) => ({ rank: ELSE_EMAIL.indexOf(looseName(name)), value }))
      .filter(({ rank }) => rank >= 0)
      .sort((one, other) => one.rank - other.rank),
  )
  return named.map(({ value }) => addressesIn(value)).find((emails) => emails.length > 0) ?? []
}

/** Whether a trait has told the address of a person, and nothing else. */
export function isAddressTrait(name: string, value: unknown, email: string | undefined): boolean {
  return ELSE_EMAIL.includes(looseName(name)) && addressesIn(value)[0] === email
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
