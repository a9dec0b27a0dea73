import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { RefusedError } from '../../../freshsales/api/errors.ts'
import { findContact } from '../../../freshsales/api/findContact.ts'
import { forgetRecord } from '../../../freshsales/api/request.ts'
import { DAY_MS } from '../../../protocol/time.ts'
import type { Strangers } from '../../visitors/strangers.ts'
import { type Budget, charge } from '../engine/budget.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { logEvent } from '../journal/log.ts'
import type { Person } from '../parts/parts.ts'
import { Subjects } from '../person/subjects.ts'
import { keepOut } from '../store/keptOut.ts'
import { readState, writeState } from '../store/state.ts'
import { eraseInOthers, eraseOwnCompanies, eraseRows } from './eraseRows.ts'
import { createMentions } from './mentions.ts'
import type { ForgetAsk, ForgetReport } from './operations.ts'

/** As long as a browser keeps what it could not send. */
const KEPT_OUT_MS = 7 * DAY_MS

/**
 * A privacy request: erases everything the edge holds of a person. Freshsales comes first when it is
 * asked for, since the record's number is lost with the rest. Not to be run while a call is out.
 */
export async function forget(
  deps: DeliveryDeps,
  { id, inFreshsales, never = false }: ForgetAsk,
  strangers: Strangers,
): Promise<ForgetReport> {
  const { storage, now } = deps
  const person = findPerson(deps, id)
  if (!person) return { forgotten: false, reason: 'This person is not known here (any more).' }
  const freshsales = inFreshsales ? await forgetInFreshsales(deps, person) : 'notAsked'
  if (typeof freshsales === 'object') return { forgotten: false, reason: freshsales.failed }
  const ids = person.keys.filter((key) => key.startsWith('a:')).map((key) => key.slice('a:'.length))
  const visits = await strangers.erase(ids)
  const until = now() + KEPT_OUT_MS
  await keepOut(storage.sql, person.keys, { before: now(), until })
  const barred = never ? person.keys.filter((key) => key.startsWith('e:')) : []
  await keepOut(storage.sql, barred)
  if (barred.length > 0) logEvent('never_again_added', { count: barred.length })
  const rows = visits + storage.transactionSync(() => erase(deps, id, person))
  logEvent('person_forgotten', { rows, freshsales })
  const { contactId, leadId } = person
  const isLeft = freshsales === 'notAsked'
  return {
    forgotten: true,
    rows,
    freshsales,
    ...(never && { never: barred.length }),
    ...(isLeft && contactId !== undefined && { contactId }),
    ...(isLeft && leadId !== undefined && { leadId }),
  }
}

function erase({ storage, now }: DeliveryDeps, id: number, person: Person): number {
  const { sql } = storage
  const subjects = new Subjects(sql, now())
  // Read anew: events may have been folded while Freshsales answered.
  const subject = subjects.byId(id)
  const keys = [...new Set([...person.keys, ...(subject?.keys ?? [])])]
  if (subject) subjects.remove(subject)
  let rows = keys.length + 1 + eraseRows(sql, { id, keys })
  for (const company of eraseOwnCompanies(sql, subjects, person))
    rows += 1 + eraseRows(sql, { id: company, keys: [] })
  rows += eraseLinks(sql, subjects, person)
  removeHeldCompanies(person, subjects)
  rows += eraseInOthers(sql, subjects, createMentions(keys))
  subjects.save()
  return rows
}

/** What is kept of whoever opened a link in an e-mail to them. */
function eraseLinks(sql: SqlStorage, subjects: Subjects, { contactId, leadId }: Person): number {
  return [`l:Contact:${contactId}`, `l:Lead:${leadId}`].reduce((rows, key) => {
    const linked = subjects.person(key)
    if (!linked) return rows
    const id = subjects.idOf(linked)
    subjects.remove(linked)
    return rows + 2 + eraseRows(sql, { id, keys: [] })
  }, 0)
}

/** What nobody else has named goes with them. */
function removeHeldCompanies({ accounts }: Person, subjects: Subjects): void {
  for (const name of Object.keys(accounts)) {
    const account = subjects.findAccount(name)
    if (account?.held) subjects.remove(account)
  }
}

function findPerson({ storage, now }: DeliveryDeps, id: number): Person | undefined {
  const subject = new Subjects(storage.sql, now()).byId(id)
  return subject?.kind === 'person' ? subject : undefined
}

const NOT_FOUND = 404

/** Erases a person's record for good, also from the recycle bin. */
export async function forgetInFreshsales(
  deps: DeliveryDeps,
  person: Person,
): Promise<'forgotten' | 'notThere' | { failed: string }> {
  try {
    const calls = await callsToForget(deps, person)
    let result: 'forgotten' | 'notThere' = 'notThere'
    for (const call of calls) if (await isDone(deps, call)) result = 'forgotten'
    return result
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    return { failed: `Nothing was deleted, because Freshsales did not do it. ${message}` }
  }
}

/** The contact may be in Freshsales although none of our calls has told us its number. */
async function callsToForget(deps: DeliveryDeps, person: Person): Promise<Call[]> {
  const { contactId, leadId, email } = person
  const known = [
    ...(contactId === undefined ? [] : [forgetRecord('contacts', contactId)]),
    ...(leadId === undefined ? [] : [forgetRecord('leads', leadId)]),
  ]
  if (known.length > 0 || email === undefined) return known
  const { body } = await send(deps, findContact(email))
  const found = body['contacts'] as { contacts?: { id?: number }[] } | undefined
  return (found?.contacts ?? []).flatMap(({ id }) =>
    typeof id === 'number' ? [forgetRecord('contacts', id)] : [],
  )
}

async function isDone(deps: DeliveryDeps, call: Call): Promise<boolean> {
  try {
    await send(deps, call)
    return true
  } catch (error) {
    if (error instanceof RefusedError && error.status === NOT_FOUND) return false
    throw error
  }
}

function send({ storage, client, now }: DeliveryDeps, call: Call): Promise<Answer> {
  const budget = readState<Budget>(storage.sql, 'budget', { spent: {} })
  charge(budget, now())
  writeState(storage.sql, 'budget', budget)
  return client.send(call)
}
