import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Fields } from '../change.ts'
import { parseFields } from './fields.ts'

export interface ContactAction {
  type: 'contact'
  fields: Fields
  custom: Fields
}

/** `status` is short for the contact's; `lifecycleStage`, `owner`, `cf_plan` and every other field by its name. */
export function parseContactAction(given: unknown): Result<ContactAction> {
  if (!isObject(given)) return fail('must be an object')
  const { status, ...rest } = given
  const parsed = parseFields(
    'contact',
    status === undefined ? rest : { ...rest, contactStatus: status },
  )
  return parsed.ok ? succeed({ type: 'contact', ...parsed.value }) : parsed
}
