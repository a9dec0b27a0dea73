import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { DealChange, Problem } from '../change.ts'
import { currencyIn } from '../coercion/number.ts'
import { toText } from '../coercion/text.ts'
import { maySetObject, stripProtectedFields, withhold } from '../mapping/allowed.ts'
import { DEAL } from '../mapping/deal.ts'
import { readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import { mayClear, type Word } from '../word.ts'

const INDEX = indexTable(DEAL, ['id'])

export interface DealReading {
  change?: DealChange
  problems: Problem[]
  withheld: Problem[]
}

interface Surroundings {
  account: string | undefined
  word: Word
}

/** More than a person is sold at once. */
const MAX_DEALS = 5

/** The deals in the `deal` trait, one or a list, for the person and the account of the same event. */
export function dealsOf(given: Json | undefined, surroundings: Surroundings): DealReading[] {
  const deals = given === undefined ? [] : Array.isArray(given) ? given : [given]
  return deals.slice(0, MAX_DEALS).map((deal) => dealOf(deal, surroundings))
}

function dealOf(deal: Json, { account, word }: Surroundings): DealReading {
  const values = isObject(deal) ? deal : { name: toText(deal) ?? null }
  const reading = readTable(INDEX, {
    traits: [{ path: 'traits', values }],
    event: {},
    clears: mayClear(word),
  })
  const sign = reading.fields['currency_id']
  if (typeof sign === 'string') reading.fields['currency_id'] = currencyIn(sign) ?? sign
  const currency = currencyIn(values['amount'] ?? values['value'])
  if (currency !== undefined && reading.fields['amount'] !== undefined)
    reading.fields['currency_id'] ??= currency
  const { name, ...fields } = reading.fields
  if (typeof name !== 'string') {
    const reason = 'is missing: a deal is made and found by its name'
    return { problems: [{ field: 'deal.name', reason }], withheld: [] }
  }
  if (!maySetObject('deal', word)) {
    return { problems: reading.problems, withheld: [withhold('deal', 'name', name)] }
  }
  const allowed = stripProtectedFields('deal', { ...reading, fields }, word)
  // A currency without its amount would change what an amount that is there means.
  if (allowed.fields['amount'] === undefined) delete allowed.fields['currency_id']
  const change: DealChange = {
    object: 'deal',
    name,
    fields: allowed.fields,
    custom: allowed.custom,
    ...(account === undefined ? {} : { account }),
  }
  return { change, problems: reading.problems, withheld: allowed.withheld }
}
