import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { readId, readRecord } from '../../../freshsales/api/readId.ts'
import { getAccount, updateAccount, upsertAccount } from '../../../freshsales/api/request.ts'
import type { AccountChange } from '../../../freshsales/change.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Account } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import {
  dropValues,
  isRecordWaiting,
  markAllWaiting,
  putValuesBack,
  type Said,
  settleValues,
  stampRecord,
  type Values,
  waitingRecord,
} from '../person/stamped.ts'
import { callStep, type Deliverable, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

type AccountPurpose = { kind: 'account'; values: Values } | { kind: 'checkAccount' }

/** A company: a subject of its own, since its people share it. */
export const account = {
  name: 'account',
  after: [],
  due: (account) =>
    account.id === undefined || account.isDoubted || isRecordWaiting(account)
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
        if (answer) keepSeen(account, now)
        return answer && call ? findIgnored(call, answer) : []
      },

      refuse(account, { values }) {
        dropValues(account, values)
        if (account.id === undefined) account.refused = true
        return undefined
      },

      putBack: (account, { values }) => putValuesBack(account, values),
      letGo: (account, _purpose, { status, now }) => status === NOT_FOUND && letGo(account, now),
    },

    checkAccount: {
      settle(account, _purpose, { answer, now }) {
        if (readRecord(answer, 'sales_account')?.['is_deleted'] === true) letGo(account, now)
        else keepSeen(account, now)
        return []
      },

      refuse(account) {
        account.isDoubted = false
        return undefined
      },

      letGo: (account, _purpose, { status, now }) => status === NOT_FOUND && letGo(account, now),
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

const NOT_FOUND = 404

/** Deleted or merged in the CRM: it is found by its name or made again, with all that is known of it. */
function letGo(account: Account, now: number): boolean {
  if (account.id === undefined) return false
  account.letGoAt = now
  delete account.id
  delete account.isDoubted
  markAllWaiting(account)
  return true
}

function keepSeen(account: Account, now: number): void {
  account.seenAt = now
  delete account.isDoubted
}

/**
 * One upsert by name, however many of its people brought it. Once its id is known it is addressed by
 * that: sales people may rename it.
 */
function planAccount(account: Account, context: PlanContext): Step<AccountPurpose> | undefined {
  if (account.refused) return undefined
  const { id } = account
  if (id !== undefined && !isRecordWaiting(account))
    return account.isDoubted ? check(id) : undefined
  const values = waitingRecord(account)
  const resolution = resolve('account', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems, leftOut } = resolution
  const purpose: AccountPurpose = { kind: 'account', values: { ...values, leftOut } }
  if (id === undefined)
    return callStep(purpose, upsertAccount({ name: account.name, account: payload }), { problems })
  return Object.keys(payload).length === 0
    ? { do: 'settle', purpose, problems }
    : callStep(purpose, updateAccount(id, payload), { problems })
}

const check = (id: number) => callStep<AccountPurpose>({ kind: 'checkAccount' }, getAccount(id))
