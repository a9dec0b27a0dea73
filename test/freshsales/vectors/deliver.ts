import type { Client } from '../../../src/freshsales/api/client.ts'
import {
  createActivity,
  createDeal,
  createNote,
  upsertAccount,
  upsertContact,
} from '../../../src/freshsales/api/request.ts'
import type { Change, Fields, Interpretation, Problem } from '../../../src/freshsales/change.ts'
import {
  type Catalog,
  type ListName,
  listCall,
  parseList,
} from '../../../src/freshsales/resolve/catalog.ts'
import { resolve } from '../../../src/freshsales/resolve/resolve.ts'
import { describeVisit } from '../../../src/freshsales/timeline/describeVisit.ts'
import type { Visit } from '../../../src/freshsales/timeline/visit.ts'
import type { JsonObject } from '../../../src/protocol/event.ts'

type ChangeOf<name extends Change['object']> = Extract<Change, { object: name }>

/** The plainest plan that delivers one event: what the outbox does, without its memory. Returns the problems of resolving. */
export async function deliver(
  interpretation: Interpretation,
  at: string,
  client: Client,
): Promise<Problem[]> {
  const {
    people: { email },
    changes,
  } = interpretation
  const problems: Problem[] = []
  const catalog: {
    [name in ListName]?: { entries: ReturnType<typeof parseList>; fetchedAt: number }
  } = {}
  const of = <name extends Change['object']>(object: name) =>
    changes.filter((change): change is ChangeOf<name> => change.object === object)

  async function resolved(
    object: Parameters<typeof resolve>[0],
    fields: Fields,
    custom: Fields = {},
  ) {
    for (const name of resolve(object, fields, custom, catalog).missing) {
      catalog[name] = { entries: parseList(name, await client.send(listCall(name))), fetchedAt: 0 }
    }
    const resolution = resolve(object, fields, custom, catalog as Catalog)
    problems.push(...resolution.problems)
    return resolution
  }

  const accounts = new Map<string, number>()
  for (const { name, fields, custom } of of('account')) {
    const { payload } = await resolved('account', fields, custom)
    const { body } = await client.send(upsertAccount({ name, account: payload }))
    accounts.set(name, (body['sales_account'] as { id: number }).id)
  }
  if (email === undefined && of('activity').every(({ target }) => target === undefined))
    return problems

  const contactId = await sendContact()
  for (const { name, account, fields, custom } of of('deal')) {
    const { payload } = await resolved('deal', fields, custom)
    const accountId = account === undefined ? undefined : accounts.get(account)
    const links = {
      contacts_added_list: contactId === undefined ? [] : [contactId],
      ...(accountId === undefined ? {} : { sales_account_id: accountId }),
    }
    await client.send(createDeal({ name, ...payload, ...links }))
  }
  for (const { fields, target } of of('activity')) {
    const { payload, incomplete } = await resolved('activity', fields)
    const to =
      target ?? (contactId === undefined ? undefined : { type: 'Contact' as const, id: contactId })
    if (incomplete.length === 0 && to !== undefined)
      await client.send(createActivity({ activity: payload, target: to }))
  }
  const visit = visitOf(changes, Date.parse(at))
  if (visit !== undefined && contactId !== undefined) {
    const { text } = describeVisit(visit)
    await client.send(createNote({ description: text, target: { type: 'Contact', id: contactId } }))
  }
  return problems

  async function sendContact(): Promise<number | undefined> {
    if (email === undefined) return undefined
    const isNeeded = changes.some((change) => !('target' in change) || change.target === undefined)
    if (!isNeeded) return undefined
    const fields = Object.assign({}, ...of('contact').map((change) => change.fields)) as Fields
    const custom = Object.assign({}, ...of('contact').map((change) => change.custom)) as Fields
    const { payload } = await resolved('contact', fields, custom)
    const tags = of('tag').map(({ tag }) => tag)
    const contact: JsonObject = tags.length === 0 ? payload : { ...payload, tags }
    // An upsert for nothing would make an empty contact.
    const others = changes.filter(({ object }) => object !== 'contact' && object !== 'tag')
    if (Object.keys(contact).length === 0 && others.length === 0) return undefined
    const include = accounts.size === 0 ? {} : { include: 'sales_accounts' as const }
    const { body } = await client.send(upsertContact({ email, contact, ...include }))
    const stored = body['contact'] as {
      id: number
      sales_accounts?: { id: number; is_primary: boolean }[]
    }
    const links = (stored.sales_accounts ?? []).map(({ id, is_primary }) => ({ id, is_primary }))
    const added = [...accounts.values()].filter((id) => !links.some((link) => link.id === id))
    if (added.length > 0) {
      const sales_accounts = [
        ...links,
        ...added.map((id, index) => ({ id, is_primary: links.length === 0 && index === 0 })),
      ]
      await client.send(upsertContact({ email, contact: { sales_accounts } }))
    }
    return stored.id
  }
}

function visitOf(changes: readonly Change[], at: number): Visit | undefined {
  const pages = changes.flatMap((change) =>
    change.object === 'page'
      ? [
          {
            url: change.url ?? change.name ?? '/',
            views: 1,
            at,
            ...(change.title ? { title: change.title } : {}),
          },
        ]
      : [],
  )
  const events = changes.flatMap((change) =>
    change.object === 'event' ? [{ name: change.name, properties: change.properties, at }] : [],
  )
  if (pages.length + events.length === 0) return undefined
  return { id: 'visit-1', startedAt: at, lastSeenAt: at, pages, events }
}
