import { isObject } from '../../protocol/json.ts'
import { fail, type Result, succeed } from '../../protocol/result.ts'
import type { Fields } from '../change.ts'
import { parseFields } from './fields.ts'

export interface DealAction {
  type: 'deal'
  fields: Fields
  custom: Fields
  account?: string
}

/** `{"name": "Order {order_id}", "amount": "{revenue}", "stage": "Won", "account": "{company}"}`. The same name again advances the same deal. */
export function parseDealAction(given: unknown): Result<DealAction> {
  if (!isObject(given))
    return fail('must be an object such as {"name": "Order {order_id}", "amount": "{revenue}"}')
  const { account, ...rest } = given
  if (typeof rest['name'] !== 'string')
    return fail('name: is missing: it is how the deal is found again')
  if (account !== undefined && typeof account !== 'string')
    return fail('account: must be the name of an account')
  const parsed = parseFields('deal', rest)
  if (!parsed.ok) return parsed
  return succeed({ type: 'deal', ...parsed.value, ...(account === undefined ? {} : { account }) })
}
