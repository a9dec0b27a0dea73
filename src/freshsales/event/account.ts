import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { AccountChange, Fields, Problem } from '../change.ts'
import { toText } from '../coercion/text.ts'
import { ACCOUNT } from '../mapping/account.ts'
import { type Reading, readTable } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'

/** `id` is the site's own, `groupType` another product's switch. */
const INDEX = indexTable(ACCOUNT, ['id', 'groupType'])

export interface AccountReading {
  change?: AccountChange
  problems: Problem[]
}

/** The account in the `company` trait: an object with a name, or just the name. */
export function accountOf(company: Json | undefined, clears = false): AccountReading {
  if (company === undefined) return { problems: [] }
  const values = isObject(company) ? company : { name: toText(company) ?? null }
  return toAccount(
    readTable(INDEX, { traits: [{ path: 'traits', values }], event: {}, clears }),
    'company.name',
  )
}

/** What of the traits is for custom fields. */
export function customTraits(traits: Json | undefined, clears = false): Fields {
  return readTable(INDEX, { traits: [{ path: 'traits', values: traits }], event: {}, clears })
    .custom
}

/** The account that the traits of a group describe. */
export function accountOfTraits(sources: Parameters<typeof readTable>[1]): AccountReading {
  return toAccount(readTable(INDEX, sources), 'traits.name')
}

function toAccount({ fields, custom, problems }: Reading, nameOf: string): AccountReading {
  const { name, ...rest } = fields
  if (typeof name !== 'string') {
    return {
      problems: [{ field: nameOf, reason: 'is missing: an account is made and found by its name' }],
    }
  }
  return { change: { object: 'account', name, fields: rest, custom }, problems }
}
