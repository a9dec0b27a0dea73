import type { RefusedError } from '../../freshsales/api/errors.ts'
import { isForWant } from '../../freshsales/repair/compulsory.ts'
import type { Config } from '../config.ts'
import type { Purpose } from './step.ts'

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
  return isLacking && isForWant(error.messages)
}
