import { actionsFor } from '../../freshsales/actions.ts'
import { interpret } from '../../freshsales/interpret/interpret.ts'
import type { Provenance } from '../../freshsales/word.ts'
import type { Event } from '../../protocol/event.ts'
import type { Result } from '../../protocol/result.ts'
import { toEmail } from '../../protocol/toEmail.ts'
import type { Config } from '../settings/config.ts'
import type { Source } from '../settings/source.ts'
import type { Claims } from './identityToken.ts'
import { pass, refuse, type Step } from './refusal.ts'
import type { Validated } from './validate.ts'

export interface IdentityCheck {
  config: Config
  source: Source
  verifyToken: (token: unknown) => Promise<Result<Claims>>
}

/**
 * Whose word an event is: that of a server, by its key; that of a person whom the site's server signed
 * (`context.identityToken`); or that of a page. A token that is there must hold.
 */
export async function verifyIdentity(
  validated: Validated,
  check: IdentityCheck,
): Promise<Step<Provenance>> {
  const { config, source } = check
  const { context } = validated.draft
  const token = context?.['identityToken']
  if (token !== undefined) delete context?.['identityToken']
  // A form is as open as a write key: what was typed into it is the visitor's word, whoever passes it on.
  if (source.trusted) return pass(validated.isTyped ? 'page' : 'server')
  const isSigned = token !== undefined && token !== null && config.identitySecrets.length > 0
  if (!isSigned) return unsigned(validated, check)
  const claims = await check.verifyToken(token)
  if (!claims.ok) return refuse('invalid_identity', `context.identityToken: ${claims.reason}`)
  const stranger = findStranger(validated, { claims: claims.value, config })
  if (stranger) return refuse('invalid_identity', `context.identityToken: ${stranger}`)
  // A visit before the person is known: the token says nothing about whose browser it was.
  if (!namesSomebody(validated)) return unsigned(validated, check)
  return pass(source.fields.protectedToo ? 'server' : 'signed')
}

function unsigned(validated: Validated, { config, source }: IdentityCheck): Step<Provenance> {
  if (source.signed && isAboutSomebody(validated, config)) {
    return refuse(
      'unsigned_identity',
      'context.identityToken: is missing; this source takes signed identities only',
    )
  }
  return pass(source.fields.protectedToo ? 'server' : 'page')
}

/** Everything but what a visitor does who is not known: it would change a person's or a company's record. */
function isAboutSomebody(validated: Validated, config: Config): boolean {
  const { draft } = validated
  switch (draft.type) {
    case 'identify':
    case 'group':
    case 'alias':
      return true
    case 'track':
      return namesSomebody(validated) || actionsFor(draft.event, config).length > 0
    case 'page':
    case 'screen':
      return namesSomebody(validated)
  }
}

function namesSomebody({ people }: Validated): boolean {
  return people.userId !== undefined || people.emails.length > 0
}

/** A token speaks for the ids it names and for no others. */
function findStranger(
  validated: Validated,
  { claims, config }: { claims: Claims; config: Config },
): string | undefined {
  const { draft, people } = validated
  const isSigned = (id: string) =>
    id === claims.sub || (claims.email !== undefined && toEmail(id) === claims.email)
  const isSignedAddress = (email: string) => isSigned(email) || toEmail(claims.sub) === email
  if (!people.emails.every(isSignedAddress)) return 'does not name the e-mail address of this event'
  if (people.userId !== undefined && !isSigned(people.userId))
    return 'does not name the userId of this event ("sub")'
  if (people.previousId !== undefined && !isSigned(people.previousId))
    return 'does not name the previousId of this event'
  const externalId = externalIdOf(validated, config)
  if (externalId !== undefined && !isSigned(externalId))
    return 'does not name the id in the traits of this event ("sub")'
  const introduces = draft.type === 'identify' || draft.type === 'group' || draft.type === 'alias'
  return introduces && !namesSomebody(validated)
    ? 'speaks for ids that this event does not have: send the userId or the e-mail address'
    : undefined
}

/** What would become the contact's external id; asked of the code that would write it. */
function externalIdOf({ draft }: Validated, config: Config): string | undefined {
  if (draft.type !== 'identify') return undefined
  const settings = { ...config, generation: config.domain.generation }
  const meaning = interpret(draft as Event, settings, { provenance: 'signed' })
  const contact = meaning.changes.find((change) => change.object === 'contact')
  const id = contact?.fields['external_id']
  return typeof id === 'string' ? id : undefined
}
