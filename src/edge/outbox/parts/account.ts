import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import { upsertAccount } from '../../../freshsales/api/request.ts'
import type { AccountChange } from '../../../freshsales/change.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Account } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import {
  dropValues,
  isRecordWaiting,
  putValuesBack,
  type Said,
  settleValues,
  stampRecord,
  type Values,
  waitingRecord,
} from '../person/stamped.ts'
import { callStep, type Deliverable, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

type AccountPurpose = { kind: 'account'; values: Values }

/** A company: a subject of its own, since its people share it. */
export const account = {
  name: 'account',
  after: [],
  due: (account) =>
    account.id === undefined || isRecordWaiting(account)
      ? { priority: PRIORITY.mapped, dueAt: 0 }
      : undefined,
  plan: planAccount,

  calls: {
    account: {
      settle(account, { values }, { answer, call, now }) {
        settleValues(account, values, now)
        delete account.held
        const id = readId(answer, 'sales_account')
        if (id !== undefined) account.id = id
        return answer && call ? findIgnored(call, answer) : []
      },

      refuse(account, { values }) {
        dropValues(account, values)
        if (account.id === undefined) account.refused = true
        return undefined
      },

      putBack: (account, { values }) => putValuesBack(account, values),
    },
  },

  describe(account) {
    const { fields, custom } = waitingRecord(account)
    return {
      company: account.id === undefined && !account.refused ? [account.name] : [],
      fields: [...Object.keys(fields), ...Object.keys(custom)],
    }
  },
} satisfies Deliverable<Account, AccountPurpose>

export function foldAccount(
  account: Account,
  change: AccountChange,
  { said, receivedAt }: { said: Said; receivedAt: number },
): void {
  stampRecord(account, change, said)
  account.lastSeenAt = receivedAt
  delete account.refused
}

/** One upsert by name, however many of its people brought it. */
function planAccount(account: Account, context: PlanContext): Step<AccountPurpose> | undefined {
  if (account.refused) return undefined
  const isKnown = account.id !== undefined
  if (isKnown && !isRecordWaiting(account)) return undefined
  const values = waitingRecord(account)
  const resolution = resolve('account', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems, leftOut } = resolution
  const purpose: AccountPurpose = { kind: 'account', values: { ...values, leftOut } }
  if (isKnown && Object.keys(payload).length === 0) return { do: 'settle', purpose, problems }
  return callStep(purpose, upsertAccount({ name: account.name, account: payload }), { problems })
}
