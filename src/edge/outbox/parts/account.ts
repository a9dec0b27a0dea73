import { findIgnored } from '../../../freshsales/ignored.ts'
import { upsertAccount } from '../../../freshsales/request.ts'
import { resolve } from '../../../freshsales/resolve.ts'
import type { Account } from '../person/person.ts'
import { isWaiting, markDelivered, waitingValues } from '../person/stamped.ts'
import { settleValues } from '../settleValues.ts'
import { callStep, type PlanContext, type Settlement, type Step } from './part.ts'
import { planList } from './planList.ts'

/** A company: one upsert by name, however many of its people brought it. */
export function planAccount(account: Account, context: PlanContext): Step | undefined {
  if (account.refused) return undefined
  const isKnown = account.id !== undefined
  if (isKnown && !isWaiting(account.fields) && !isWaiting(account.custom)) return undefined
  const values = { fields: waitingValues(account.fields), custom: waitingValues(account.custom) }
  const resolution = resolve('account', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems, leftOut } = resolution
  const purpose = { kind: 'account' as const, values: { ...values, leftOut } }
  if (isKnown && Object.keys(payload).length === 0) return { do: 'settle', purpose, problems }
  return callStep(purpose, upsertAccount({ name: account.name, account: payload }), { problems })
}

export const account: Settlement<'account', Account> = {
  settle(account, { values }, { answer, call, now }) {
    settleValues(account, values, now)
    const record = answer?.body['sales_account'] as { id?: number } | undefined
    if (typeof record?.id === 'number') account.id = record.id
    return answer && call ? findIgnored(call, answer) : []
  },

  refuse(account, { values }) {
    markDelivered(account.fields, values.fields)
    markDelivered(account.custom, values.custom)
    if (account.id === undefined) account.refused = true
    return undefined
  },
}
