import type { Json } from '../../protocol/event.ts'
import { isObject } from '../../protocol/json.ts'
import type { AccountChange, Problem } from '../change.ts'
import { toText } from '../coercion/text.ts'
import { ACCOUNT } from '../mapping/account.ts'
import { maySetObject, stripProtectedFields, withhold } from '../mapping/allowed.ts'
import { type Reading, readTable, type Sources } from '../mapping/read.ts'
import { indexTable } from '../mapping/tableIndex.ts'
import { mayClear, type Word } from '../word.ts'

/** `id` is the site's own, `groupType` another product's switch. */
const INDEX = indexTable(ACCOUNT, ['id', 'groupType'])

export interface AccountReading {
  change?: AccountChange
  problems: Problem[]
  withheld: Problem[]
}

/** The account in the `company` trait: an object with a name, or just the name. */
export function accountOf(company: Json | undefined, word: Word): AccountReading {
  if (company === undefined) return { problems: [], withheld: [] }
  const values = isObject(company) ? company : { name: toText(company) ?? null }
  const reading = readTable(INDEX, {
    traits: [{ path: 'traits', values }],
    event: {},
    clears: mayClear(word),
  })
  return toAccount(reading, { nameOf: 'company.name', word })
}

/** The account that a group describes; custom fields come from its own traits alone. */
export function accountOfGroup(sources: Sources, word: Word): AccountReading {
  const own = sources.traits.filter(({ path }) => path === 'traits')
  const { custom, contained } = readTable(INDEX, {
    ...sources,
    traits: own,
    event: {},
  })
  const reading = readTable(INDEX, sources)
  return toAccount({ ...reading, custom, contained }, { nameOf: 'traits.name', word })
}

function toAccount(
  { fields, custom, contained, problems }: Reading,
  { nameOf, word }: { nameOf: string; word: Word },
): AccountReading {
  const { name, ...rest } = fields
  if (typeof name !== 'string') {
    const reason = 'is missing: an account is made and found by its name'
    return { problems: [{ field: nameOf, reason }], withheld: [] }
  }
  if (!maySetObject('account', word)) {
    return { problems, withheld: [withhold('account', 'name', name)] }
  }
  const allowed = stripProtectedFields('account', { fields: rest, custom, contained }, word)
  return {
    change: { object: 'account', name, fields: allowed.fields, custom: allowed.custom },
    problems,
    withheld: allowed.withheld,
  }
}
