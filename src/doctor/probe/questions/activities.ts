import { createActivity, findActivities, updateActivity } from '../../../freshsales/api/request.ts'
import { LISTS, listCall } from '../../../freshsales/resolve/catalog.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import type { Laboratory } from '../laboratory.ts'
import { CannotAsk, type Fact, type Question } from '../question.ts'
import { type Exchange, isDone, listIn, recordIn } from '../witness.ts'

export const activities: Question = {
  title: 'What does a sales activity need?',
  calls: 14,
  async ask(laboratory) {
    const { id } = await laboratory.makeContact()
    const contactId = Number(id)
    const { activity, builtIn } = await describeActivity(laboratory)
    const send = (fields: JsonObject): Promise<Exchange> =>
      laboratory.send(
        createActivity({ activity: fields, target: { type: 'Contact', id: contactId } }),
      )
    const { owner_id: _owner, ...ownerless } = activity
    const { end_date: _end, ...endless } = activity
    const complete = await send(activity)
    const facts: Fact[] = [
      {
        what: 'status',
        found: complete.status,
        simulator: 201,
        setting: ['behaviour.activityCreatedStatus', 200, 201],
      },
      required('owner', await send(ownerless), {
        simulator: false,
        setting: 'behaviour.activityOwnerRequired',
      }),
      required('end', await send(endless), {
        simulator: true,
        setting: 'behaviour.activityEndRequired',
      }),
    ]
    if (builtIn !== undefined)
      facts.push({
        what: 'built-in types are refused',
        found: !isDone(await send({ ...activity, sales_activity_type_id: builtIn })),
        simulator: false,
        setting: ['behaviour.builtInActivityTypesRefused', true, false],
      })
    return [...facts, ...(await findAgain(laboratory, { contactId, complete }))]
  },
}

function required(
  what: string,
  exchange: Exchange,
  { simulator, setting }: { simulator: boolean; setting: string },
): Fact {
  const found = !isDone(exchange)
  return { what: `${what} is compulsory`, found, simulator, setting: [setting, true, false] }
}

/** An activity with everything that one may have, of a type that an admin made if there is one. */
async function describeActivity(
  laboratory: Laboratory,
): Promise<{ activity: JsonObject; builtIn: number | undefined }> {
  const types = listIn(
    await laboratory.send(listCall('sales_activity_types')),
    LISTS.sales_activity_types.answerKey,
  )
  const builtIn = types.find((type) => type['is_default'] === true)?.['id']
  const own = types.find((type) => type['is_default'] !== true)?.['id']
  const type = own ?? builtIn
  if (type === undefined) throw new CannotAsk('the account has no sales activity type')
  const [owner] = listIn(await laboratory.send(listCall('owners')), LISTS.owners.answerKey)
  const now = new Date().toISOString()
  return {
    builtIn: typeof builtIn === 'number' ? builtIn : undefined,
    activity: {
      title: laboratory.name(),
      sales_activity_type_id: type,
      start_date: now,
      end_date: now,
      owner_id: owner?.['id'] ?? null,
      notes: 'Made by npm run doctor',
    },
  }
}

/** The edge looks for an activity after a crash, and writes on in it while a visit goes on. */
async function findAgain(
  laboratory: Laboratory,
  { contactId, complete }: { contactId: number; complete: Exchange },
): Promise<Fact[]> {
  const { id } = recordIn(complete, 'sales_activity')
  const listed = listIn(await laboratory.send(findActivities(contactId)), 'activities')
  const updated = await laboratory.send(updateActivity(Number(id), { notes: 'Changed' }))
  return [
    {
      what: 'GET /contacts/{id}/activities lists it',
      found: listed.some((each) => each['id'] === id),
      simulator: true,
    },
    { what: 'status of a change', found: updated.status, simulator: 200 },
  ]
}
