import type { RefusedError } from '../../freshsales/errors.ts'
import type { Config } from '../settings/config.ts'
import type { Purpose } from './step.ts'

/** An admin can make a field compulsory from one day to the next; the operator's `DEFAULTS` may have it. */
const COMPULSORY = /can't be (?:empty|blank)/i

/** Whether a contact was refused for want of a field, and defaults that it did not carry may help. */
export function needsDefaults(
  purpose: Purpose,
  error: RefusedError,
  { defaults }: Pick<Config, 'defaults'>,
): boolean {
  if (purpose.kind !== 'contact' && purpose.kind !== 'lead') return false
  const isLacking = Object.keys(defaults).some(
    (name) => !Object.hasOwn(purpose.values.fields, name),
  )
  return isLacking && isForWant(error)
}

/** Refused for what is absent: leaving out more cannot help. */
export function isForWant({ messages }: RefusedError): boolean {
  return messages.some((message) => COMPULSORY.test(message))
}
