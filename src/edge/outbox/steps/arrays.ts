import type { Answer } from '../../../freshsales/api/call.ts'
import type { Problem } from '../../../freshsales/change.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import type { Account, Person } from '../person.ts'
import type { World } from '../step.ts'

/**
 * A contact's accounts and tags are arrays that Freshsales replaces as a whole. To add to them they
 * are read first, so that what sales people set there stays.
 */
export type ArraysPlan =
  | { do: 'nothing' }
  | { do: 'read' }
  | { do: 'account'; account: Account }
  | { do: 'replace'; payload: JsonObject; links: string[]; tags: string[]; problems: Problem[] }

/** What was read is written back within this time, or read again: someone may have changed it. */
const READ_KEPT_MS = 60_000

/** More are refused by Freshsales. */
const MAX_ACCOUNTS = 10

export function planArrays(person: Person, world: World): ArraysPlan {
  const names = Object.keys(person.accounts).filter((name) => !person.accounts[name])
  const tags = Object.keys(person.tags).filter((tag) => !person.tags[tag])
  if (names.length === 0 && tags.length === 0) return { do: 'nothing' }
  if (!person.read || world.now - person.read.at > READ_KEPT_MS) return { do: 'read' }

  const wanted: Account[] = []
  for (const name of names) {
    const account = world.findAccount(name)
    if (!account || account.refused) continue
    if (account.id === undefined) return { do: 'account', account }
    wanted.push(account)
  }
  const payload: JsonObject = {}
  const links = withAccounts(person.read.accounts, wanted)
  if (links.length > person.read.accounts.length) payload['sales_accounts'] = links
  const allTags = [...new Set([...person.read.tags, ...tags])]
  if (allTags.length > person.read.tags.length) payload['tags'] = allTags
  const problems = wanted.filter(({ id }) => !links.some((link) => link.id === id)).map(noRoom)
  return { do: 'replace', payload, links: names, tags, problems }
}

export function settleArrays(
  person: Person,
  sent: { links?: readonly string[]; tags?: readonly string[] },
): void {
  for (const name of sent.links ?? []) person.accounts[name] = true
  for (const tag of sent.tags ?? []) person.tags[tag] = true
  if (sent.links || sent.tags) delete person.read
}

/** Takes the arrays from an answer that holds the contact. */
export function readArrays(person: Person, { status, body }: Answer, now: number): void {
  const contact = body['contact'] as
    | { sales_accounts?: { id: number; is_primary?: boolean }[]; tags?: string[] }
    | undefined
  const isCreated = status === 201
  if (!contact || (!isCreated && !contact.sales_accounts)) return
  person.read = {
    accounts: (contact.sales_accounts ?? []).map((link) => ({
      id: link.id,
      is_primary: link.is_primary === true,
    })),
    tags: contact.tags ?? [],
    at: now,
  }
}

function noRoom({ name }: Account): Problem {
  const reason = `not linked: Freshsales links a contact to ${MAX_ACCOUNTS} accounts at most`
  return { field: 'sales_accounts', reason, value: name }
}

/** The links to be. The first account is the primary one and stays it. */
function withAccounts(links: { id: number; is_primary: boolean }[], wanted: Account[]) {
  const all = [...links]
  for (const { id } of wanted)
    if (id !== undefined && all.length < MAX_ACCOUNTS && !all.some((link) => link.id === id))
      all.push({ id, is_primary: all.length === 0 })
  return all
}
