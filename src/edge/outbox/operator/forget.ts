import type { Strangers } from '../../visitors/strangers.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import { rememberForgotten } from '../engine/forgotten.ts'
import { logEvent } from '../journal/logDelivery.ts'
import type { Person } from '../parts/parts.ts'
import { Subjects } from '../person/subjects.ts'
import { eraseInOthers, eraseOwnCompanies } from './eraseInOthers.ts'
import { eraseRows } from './eraseRows.ts'
import { forgetInFreshsales } from './forgetInFreshsales.ts'
import { createMentions } from './mentions.ts'
import type { ForgetAsk, ForgetReport } from './operations.ts'

/**
 * A privacy request: erases everything the edge holds of a person. Freshsales comes first when it is
 * asked for, since the record's number is lost with the rest. Not to be run while a call is out.
 */
export async function forget(
  deps: DeliveryDeps,
  { id, inFreshsales }: ForgetAsk,
  strangers: Strangers,
): Promise<ForgetReport> {
  const { storage, now } = deps
  const person = findPerson(deps, id)
  if (!person) return { forgotten: false, reason: 'This person is not known here (any more).' }
  const freshsales = inFreshsales ? await forgetInFreshsales(deps, person) : 'notAsked'
  if (typeof freshsales === 'object') return { forgotten: false, reason: freshsales.failed }
  const ids = person.keys.filter((key) => key.startsWith('a:')).map((key) => key.slice('a:'.length))
  const visits = await strangers.erase(ids)
  await rememberForgotten(storage.sql, person.keys, now())
  const rows = visits + storage.transactionSync(() => erase(deps, id, person))
  logEvent('person_forgotten', { rows, freshsales })
  const { contactId, leadId } = person
  const isLeft = freshsales === 'notAsked'
  return {
    forgotten: true,
    rows,
    freshsales,
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
  removeHeldCompanies(person, subjects)
  rows += eraseInOthers(sql, subjects, createMentions(keys))
  subjects.save()
  return rows
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
