import type { Config } from '../settings/config.ts'
import type { Source } from '../settings/source.ts'
import type { Claims } from './identityToken.ts'
import { verifyToken } from './identityToken.ts'
import { pass, refuse, type Step } from './refusal.ts'
import { type Draft, emailOf } from './validate.ts'

/**
 * Whether somebody vouches for what an event says of its person: the key of a server, or an identity
 * signed by the site's server (`context.identityToken`). A token that is there must hold.
 */
export async function vouch(
  draft: Draft,
  { config, source, now }: { config: Config; source: Source; now: number },
): Promise<Step<boolean>> {
  const token = draft.context?.['identityToken']
  if (draft.context) delete draft.context['identityToken']
  if (source.trusted) return pass(true)
  if (token === undefined || token === null || config.identitySecrets.length === 0) {
    return source.signed && namesSomeone(draft)
      ? refuse(
          'unsigned_identity',
          'context.identityToken: is missing; this source takes signed identities only',
        )
      : pass(false)
  }
  const claims = await verifyToken(token, {
    secrets: config.identitySecrets,
    audience: source.name,
    now,
  })
  if (!claims.ok) return refuse('invalid_identity', `context.identityToken: ${claims.reason}`)
  const stranger = findStranger(draft, claims.value)
  return stranger ? refuse('invalid_identity', `context.identityToken: ${stranger}`) : pass(true)
}

/** A token speaks for the ids it names and for no others. */
function findStranger(draft: Draft, { sub, email }: Claims): string | undefined {
  const given = emailOf(draft)
  if (given !== undefined && given !== email)
    return 'does not name the e-mail address of this event'
  const { userId } = draft
  if (userId !== undefined && userId !== sub && userId.toLowerCase() !== email) {
    return 'does not name the userId of this event ("sub")'
  }
  return undefined
}

function namesSomeone(draft: Draft): boolean {
  return draft.userId !== undefined || emailOf(draft) !== undefined
}
