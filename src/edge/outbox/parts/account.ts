import type { Answer } from '../../../freshsales/api/call.ts'
import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { readId, readRecord } from '../../../freshsales/api/readId.ts'
import type { AccountChange } from '../../../freshsales/change.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isBlank, isObject } from '../../../protocol/json.ts'
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
  waitingRecord,
} from '../person/stamped.ts'
import type { Deliverable } from './part.ts'
import { type AccountPurpose, isToBeMade, planAccount } from './planAccount.ts'

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
        if (answer) keepSeen(account, answer, now)
        if (id !== undefined) account.id = id
        return answer && call ? findIgnored(call, answer) : []
      },

      refuse(account, { values }) {
        dropValues(account, values)
        if (account.id === undefined) account.refused = true
        return undefined
      },

      putBack: (account, { values }) => putValuesBack(account, values),
      letGo(account, _purpose, refusal) {
        if (!isToBeMade(account, refusal))
          return refusal.status === NOT_FOUND && letGo(account, refusal.now)
        account.existed = false
        return true
      },
    },

    checkAccount: {
      settle(account, _purpose, { answer, now }) {
        if (readRecord(answer, 'sales_account')?.['is_deleted'] === true) letGo(account, now)
        else if (answer) keepSeen(account, answer, now)
        return []
      },

      /** What it holds cannot be seen, so a page fills in nothing. */
      refuse(account) {
        account.isDoubted = false
        account.blank ??= []
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
  delete account.existed
  delete account.blank
  markAllWaiting(account)
  return true
}

/** What the record is without is kept of one that was there: that a page may fill in. */
function keepSeen(account: Account, answer: Answer, now: number): void {
  account.seenAt = now
  delete account.isDoubted
  if (account.id === undefined) account.existed = answer.status !== 201
  if (account.existed !== false)
    account.blank ??= blanksOf(readRecord(answer, 'sales_account') ?? {})
}

function blanksOf(record: JsonObject): string[] {
  const custom = record['custom_field']
  return [record, isObject(custom) ? custom : {}].flatMap((values) =>
    Object.keys(values).filter((name) => isBlank(values[name]) || isEmptyList(values[name])),
  )
}

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0
