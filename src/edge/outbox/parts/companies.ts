import type { Problem } from '../../../freshsales/change.ts'
import { isObject } from '../../../protocol/json.ts'
import { type ByName, byName } from '../person/byName.ts'
import type { Account } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import type { Outcome, Part, PlanContext } from './part.ts'

export interface CompaniesState {
  /** Accounts the person belongs to by name, and whether the link is in the CRM. */
  accounts: ByName<boolean>
  /** When links were sent last, epoch milliseconds. */
  linkedAt?: number
}

/** A contact's link to an account as Freshsales writes it. */
export interface AccountLink {
  id: number
  is_primary: boolean
}

/** Links to accounts are an array of the contact, so the contact's own call carries them. */
export const companies = {
  name: 'companies',
  after: ['account', 'contact'],
  owns: { accounts: true, linkedAt: true },
  removes: {},
  empty: () => ({ accounts: byName() }),

  fold: {
    account(person, { name }, { findAccount }) {
      const account = findAccount(name)
      const known = account?.name ?? name
      const isGone = account?.letGoAt !== undefined && account.letGoAt > (person.linkedAt ?? 0)
      if (isGone) person.accounts[known] = false
      else person.accounts[known] ??= false
    },
  },

  merge(into, from) {
    for (const [name, isLinked] of Object.entries(from.accounts)) into.accounts[name] ||= isLinked
    into.linkedAt = Math.max(into.linkedAt ?? 0, from.linkedAt ?? 0)
  },

  due: (person) =>
    unlinkedCompanies(person).length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined,
  calls: {},
  forgetRecord: (person) => markCompanies(person, Object.keys(person.accounts), false),
  describe: (person) => ({ company: unlinkedCompanies(person) }),
} satisfies Part<CompaniesState>

export const unlinkedCompanies = ({ accounts }: CompaniesState): string[] =>
  Object.keys(accounts).filter((name) => !accounts[name])

/** Whether links are in the CRM; companies the person does not belong to stay out. */
export function markCompanies(
  person: CompaniesState,
  names: Iterable<string>,
  isLinked: boolean,
): void {
  for (const name of names) if (name in person.accounts) person.accounts[name] = isLinked
}

/** Links that Freshsales did not take may be to accounts that are gone: those are looked at and linked anew. */
export function retryLinks(
  person: CompaniesState,
  { links, sendsLinks }: { links?: readonly string[]; sendsLinks?: true },
  { call, doubtAccounts }: Outcome,
): void {
  const contact = call?.body?.['contact']
  if (!links || !sendsLinks || !isObject(contact) || contact['sales_accounts'] !== undefined) return
  markCompanies(person, doubtAccounts(links), false)
}

/** More are refused by Freshsales. */
const MAX_ACCOUNTS = 10

/** The links to be: the ones that are there and ours. Or the account that must be made first. */
export function planLinks(
  names: readonly string[],
  present: readonly AccountLink[],
  context: Pick<PlanContext, 'findAccount'>,
): { first: Account } | { links: AccountLink[]; problems: Problem[] } {
  const wanted: Account[] = []
  for (const name of names) {
    const account = context.findAccount(name)
    if (!account || account.refused) continue
    if (account.id === undefined || account.isDoubted) return { first: account }
    wanted.push(account)
  }
  const links = [...present]
  // The first account is the primary one and stays it.
  for (const { id } of wanted)
    if (id !== undefined && links.length < MAX_ACCOUNTS && !links.some((link) => link.id === id))
      links.push({ id, is_primary: links.length === 0 })
  const problems = wanted.filter(({ id }) => !links.some((link) => link.id === id)).map(noRoom)
  return { links, problems }
}

function noRoom({ name }: Account): Problem {
  const reason = `not linked: Freshsales links a contact to ${MAX_ACCOUNTS} accounts at most`
  return { field: 'sales_accounts', reason, value: name }
}
