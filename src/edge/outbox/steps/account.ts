import { findIgnored } from '../../../freshsales/api/findIgnored.ts'
import { upsertAccount } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Account } from '../person.ts'
import { settleValues } from '../settleValues.ts'
import { isWaiting, markDelivered, waitingValues } from '../stamped.ts'
import { callStep, type Settlement, type Step, type World } from '../step.ts'
import { planList } from './lists.ts'

/** A company: one upsert by name, however many of its people brought it. */
export function planAccount(account: Account, world: World): Step | undefined {
  if (account.refused) return undefined
  const isKnown = account.id !== undefined
  if (isKnown && !isWaiting(account.fields) && !isWaiting(account.custom)) return undefined
  const values = { fields: waitingValues(account.fields), custom: waitingValues(account.custom) }
  const resolution = resolve('account', values.fields, values.custom, world.catalog)
  const list = planList(resolution, world)
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
