import { getAccount, updateAccount, upsertAccount } from '../../../freshsales/api/request.ts'
import type { Problem } from '../../../freshsales/change.ts'
import { isForWant } from '../../../freshsales/repair/compulsory.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { isObject } from '../../../protocol/json.ts'
import type { Account } from '../person/personCore.ts'
import {
  isRecordWaiting,
  rankOf,
  type StampedFields,
  type Values,
  waitingRecord,
  waitingValues,
} from '../person/stamped.ts'
import { callStep, type PlanContext, type Refusal, type Step } from './part.ts'
import { planList } from './planList.ts'

export type AccountPurpose = { kind: 'account'; values: Values } | { kind: 'checkAccount' }

/**
 * One upsert by name, however many of its people brought it. Once its id is known it is addressed by
 * that: sales people may rename it.
 */
export function planAccount(
  account: Account,
  context: PlanContext,
): Step<AccountPurpose> | undefined {
  if (account.refused) return undefined
  const { id } = account
  if (id !== undefined && !isRecordWaiting(account))
    return account.isDoubted ? check(id) : undefined
  const { vouched, pages } = divide(account)
  const mayFill = account.existed === false || account.blank !== undefined
  if (id !== undefined && isAnything(pages) && !mayFill) return check(id)
  const values = mayFill ? waitingRecord(account) : vouched
  const resolution = resolve('account', values.fields, values.custom, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const purposeOf = (leftOut: string[]): AccountPurpose => ({
    kind: 'account',
    values: { ...values, leftOut },
  })
  const { leftOut } = resolution
  if (id === undefined)
    return callStep(
      purposeOf(leftOut),
      upsertAccount({ name: account.name, account: resolution.payload }),
      {
        problems: resolution.problems,
      },
    )
  const sure = resolve('account', vouched.fields, vouched.custom, context.catalog)
  const filled = fillBlanks(account, resolution.payload, sure.payload)
  const problems = [...resolution.problems, ...filled.problems]
  const stays = filled.problems.length > 0 ? namesBut(pages, filled.payload) : []
  const purpose = purposeOf([...leftOut, ...stays])
  return Object.keys(filled.payload).length === 0
    ? { do: 'settle', purpose, problems }
    : callStep(purpose, updateAccount(id, filled.payload), { problems })
}

/** A company is many people's: what a page says of one that was there fills in what it lacks. */
function divide({ fields, custom }: Account): { vouched: Values; pages: Values } {
  const of = (values: StampedFields, isPages: boolean) =>
    waitingValues(
      Object.fromEntries(
        Object.entries(values).filter(([, each]) => (rankOf(each) === 'page') === isPages),
      ),
    )
  return {
    vouched: { fields: of(fields, false), custom: of(custom, false) },
    pages: { fields: of(fields, true), custom: of(custom, true) },
  }
}

/** Refused for want of what only a page has said: it is not there, and may have all. */
export function isToBeMade(account: Account, { messages }: Pick<Refusal, 'messages'>): boolean {
  if (account.id !== undefined || account.existed === false) return false
  return isForWant(messages) && isAnything(divide(account).pages)
}

const isAnything = ({ fields, custom }: Values) =>
  Object.keys(fields).length + Object.keys(custom).length > 0

const namesBut = ({ fields, custom }: Values, sent: JsonObject): string[] => [
  ...Object.keys(fields).filter((name) => !Object.hasOwn(sent, name)),
  ...Object.keys(custom),
]

/** Without what a page would write over. */
function fillBlanks(
  { existed, blank = [] }: Account,
  payload: JsonObject,
  vouched: JsonObject,
): { payload: JsonObject; problems: Problem[] } {
  if (existed === false) return { payload, problems: [] }
  const problems: Problem[] = []
  const keep = (all: JsonObject, sure: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(all).flatMap(([name, value]) => {
        if (name === 'custom_field' && isObject(value)) {
          const own = sure[name]
          const kept = keep(value, isObject(own) ? own : {})
          return Object.keys(kept).length > 0 ? [[name, kept]] : []
        }
        if (Object.hasOwn(sure, name) || blank.includes(name)) return [[name, value]]
        problems.push({ field: `account.${name}`, reason: STAYS, value })
        return []
      }),
    )
  return { payload: keep(payload, vouched), problems }
}

const STAYS = 'left as it is: the company was there, and nobody vouches for what a page says of it'

const check = (id: number) => callStep<AccountPurpose>({ kind: 'checkAccount' }, getAccount(id))
