import type { Event, Json } from '../../protocol/event.ts'
import { isBlank, isObject } from '../../protocol/json.ts'
import { toEmail } from '../../protocol/toEmail.ts'
import type { Problem } from '../change.ts'

/**
 * The person's own e-mail address. The first good one of `candidates` counts; one that is none is
 * reported, because a lead may hang on it.
 */
export function ownEmail(candidates: readonly unknown[]): { email?: string; problems: Problem[] } {
  const problems: Problem[] = []
  for (const candidate of candidates) {
    const email = toEmail(candidate)
    if (email !== undefined) return { email, problems }
    if (!isBlank(candidate as Json | undefined)) {
      problems.push({
        field: 'email',
        reason: 'is not a valid e-mail address',
        value: candidate as Json,
      })
    }
  }
  return { problems }
}

/** A site may use the address as its user id; any other id is no failed address. */
export function emailOfUserId(event: Event): string | undefined {
  return toEmail(event.userId)
}

/** RudderStack's `context.externalId` is one object or a list of them. */
export function emailOfExternalId(event: Event): string | undefined {
  for (const entry of externalIds(event)) {
    const email = toEmail(entry['id'])
    if (email !== undefined) return email
  }
  return undefined
}

export function externalIds(event: Event): { [key: string]: unknown }[] {
  const given = event.context?.['externalId']
  return (Array.isArray(given) ? given : [given]).filter(isObject)
}
