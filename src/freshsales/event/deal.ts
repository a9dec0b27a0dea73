import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { DealChange, Problem } from '../change.ts'
import { currencyIn } from '../coercion/number.ts'
import { toText } from '../coercion/text.ts'
import { DEAL } from '../mapping/deal.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'

const INDEX = indexTable(DEAL, ['id'])

/** The deal in the `deal` trait, for the person and the account of the same event. */
export function dealOf(
  deal: Json | undefined,
  account: string | undefined,
  clears = false,
): { change?: DealChange; problems: Problem[] } {
  if (deal === undefined) return { problems: [] }
  const values = isObject(deal) ? deal : { name: toText(deal) ?? null }
  const { fields, custom, problems } = readTable(INDEX, {
    traits: [{ path: 'traits', values }],
    event: {},
    clears,
  })
  const currency = currencyIn(values['amount'] ?? values['value'])
  if (currency !== undefined && fields['amount'] !== undefined) fields['currency_id'] ??= currency
  const { name, ...rest } = fields
  if (typeof name !== 'string') {
    return {
      problems: [
        { field: 'deal.name', reason: 'is missing: a deal is made and found by its name' },
      ],
    }
  }
  const change: DealChange = {
    object: 'deal',
    name,
    fields: rest,
    custom,
    ...(account === undefined ? {} : { account }),
  }
  return { change, problems }
}
