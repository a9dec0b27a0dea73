import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { type FoundRecord, primaryAccountOf, readDeals } from '../../../freshsales/api/readFound.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import { nameKey } from '../../../protocol/cleanText.ts'
import type { Json } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import { byName } from '../person/byName.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import { reportProblem } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import { dropValues, markAllWaiting, putValuesBack, settleValues } from '../person/stamped.ts'
import {
  type Deal,
  type DealPurpose,
  type DealsPerson,
  type DealsState,
  doubtKeyOf,
  foldDeal,
  isDealWaiting,
  keepAsFound,
  putDeal,
  reopenLeadDeal,
} from './dealsState.ts'
import type { Part } from './part.ts'

import { planDeal } from './planDeal.ts'
/** Deals are known by their name within a person; Freshsales has no identifier for them that could be trusted. */
export const deals = {
  name: 'deals',
  after: ['account', 'contact'],
  owns: { deals: true },
  removes: { deal: true },
  empty: () => ({ deals: byName() }),
  fold: {
    deal(person, change, { said }) {
      const problem = foldDeal(person, change, said)
      if (problem) reportProblem(person, problem)
    },
  },

  /** The same deal may have been seen under both identities. */
  merge(into, from) {
    for (const [name, theirs] of Object.entries(from.deals)) putDeal(into, name, theirs)
  },

  due: (person) =>
    Object.values(person.deals).some(isDealWaiting)
      ? { priority: PRIORITY.mapped, dueAt: 0 }
      : undefined,
  plan: planDeal,

  calls: {
    deal: {
      settle(person, { name, values, account }, { answer, now, call, doubtAccounts }) {
        const deal = person.deals[name]
        if (!deal) return []
        settleValues(deal, values, now)
        const id = readId(answer, 'deal')
        if (id !== undefined) deal.id = id
        delete deal.unlinked
        const sent = call?.body?.['deal']
        const isLinkLost =
          account !== undefined && isObject(sent) && sent['sales_account_id'] === undefined
        if (isLinkLost && doubtAccounts([account]).length > 0) deal.unlinked = true
        return answer && call ? findIgnored(call, answer) : []
      },

      refuse(person, { name, values }) {
        const deal = person.deals[name]
        if (deal?.id === undefined) delete person.deals[name]
        else dropValues(deal, values)
        return deal && { deal }
      },

      putBack(person, { name, values }, { deal }) {
        if (deal) putValuesBack(putDeal(person, name, deal), values)
      },

      /** A deal that has an id can be gone on its own. */
      needsContact: (person, { name }) => person.deals[name]?.id === undefined,

      letGo(person, { name, account }, { status, doubtAccounts }) {
        const deal = person.deals[name]
        if (deal?.id !== undefined && status === NOT_FOUND) {
          delete deal.id
          markAllWaiting(deal)
          return true
        }
        return account !== undefined && doubtAccounts([account]).length > 0
      },
    },

    findDeals: {
      settle(person, { name }, { answer, now }) {
        const wasTried = isInDoubt(person, doubtKeyOf(name))
        clearDoubt(person, doubtKeyOf(name))
        const deal = person.deals[name]
        if (!deal || !answer) return []
        const found = readDeals(answer).find(({ record }) => isSameName(record['name'], name))
        if (found) keepFound(deal, found)
        const primary = primaryAccountOf(answer)
        if (primary !== undefined) deal.accountId = primary
        deal.looked = true
        return found && !wasTried ? keepAsFound(deal, name, now) : []
      },

      /** One that may be there is not made once more: it stays in doubt in the dead letters. */
      refuse(person, { name }) {
        const deal = person.deals[name]
        if (deal) deal.looked = true
        if (!deal || !isInDoubt(person, doubtKeyOf(name))) return undefined
        delete person.deals[name]
        return { deal }
      },

      putBack(person, { name }, { deal }) {
        if (deal) putDeal(person, name, deal)
      },

      needsContact: () => true,
    },
  },

  forgetRecord(person) {
    for (const name of Object.keys(person.deals)) reopenLeadDeal(person, name)
  },

  describe: ({ deals }) => ({
    deal: Object.keys(deals).filter((name) => deals[name] && isDealWaiting(deals[name])),
  }),
} satisfies Part<DealsState, DealPurpose, { deal: Deal }, DealsPerson>

const NOT_FOUND = 404

const isSameName = (one: Json | undefined, other: string) =>
  typeof one === 'string' && nameKey(one) === nameKey(other)

/** Where it stands tells namesakes of stages apart. */
function keepFound(deal: Deal, { id, record }: FoundRecord): void {
  deal.id = id
  const pipeline = record['deal_pipeline_id']
  if (typeof pipeline === 'number')
    deal.fields['deal_pipeline_id'] ??= { value: pipeline, at: 0, delivered: true }
}
