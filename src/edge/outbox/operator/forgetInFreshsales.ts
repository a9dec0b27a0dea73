import type { Answer, Call } from '../../../freshsales/api/call.ts'
import { RefusedError } from '../../../freshsales/api/errors.ts'
import { findContact } from '../../../freshsales/api/findContact.ts'
import { forgetRecord } from '../../../freshsales/api/request.ts'
import { type Budget, charge } from '../engine/budget.ts'
import type { DeliveryDeps } from '../engine/createDeliveryDeps.ts'
import type { Person } from '../parts/parts.ts'
import { readState, writeState } from '../store/state.ts'

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
