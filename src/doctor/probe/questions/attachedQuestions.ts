import {
  createActivity,
  createDeal,
  findActivities,
  updateActivity,
  upsertAccount,
} from '../../../freshsales/api/request.ts'
import { LISTS, listCall } from '../../../freshsales/resolve/catalog.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { type Exchange, isDone, listIn, recordIn } from '../../recordingClient.ts'
import { activityIn } from '../createCleanup.ts'
import type { ProbeSession } from '../probeSession.ts'
import { CannotAsk, type Fact, type Question } from '../question.ts'

const activities: Question = {
  title: 'What does a sales activity need, and where is it found again?',
  calls: 14,
  async ask(session) {
    const { id } = await session.makeContact()
    const contactId = Number(id)
    const { activity, builtIn } = await describeActivity(session)
    const send = (fields: JsonObject): Promise<Exchange> =>
      session.send(createActivity({ activity: fields, target: { type: 'Contact', id: contactId } }))
    const { owner_id: _owner, ...ownerless } = activity
    const { end_date: _end, ...endless } = activity
    const complete = await send(activity)
    const facts: Fact[] = [
      {
        what: 'status of a new one',
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
        simulator: true,
        setting: ['behaviour.builtInActivityTypesRefused', true, false],
      })
    return [...facts, ...(await findAgain(session, { contactId, complete }))]
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
  session: ProbeSession,
): Promise<{ activity: JsonObject; builtIn: number | undefined }> {
  const types = listIn(
    await session.send(listCall('sales_activity_types')),
    LISTS.sales_activity_types.answerKey,
  )
  const builtIn = types.find((type) => type['is_default'] === true)?.['id']
  const own = types.find((type) => type['is_default'] !== true)?.['id']
  const type = own ?? builtIn
  if (type === undefined) throw new CannotAsk('the account has no sales activity type')
  const [owner] = listIn(await session.send(listCall('owners')), LISTS.owners.answerKey)
  const now = new Date().toISOString()
  return {
    builtIn: typeof builtIn === 'number' ? builtIn : undefined,
    activity: {
      title: session.name(),
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
  session: ProbeSession,
  { contactId, complete }: { contactId: number; complete: Exchange },
): Promise<Fact[]> {
  const { id } = recordIn(complete, 'sales_activity')
  const listed = listIn(await session.send(findActivities(contactId)), 'activities')
  const updated = await session.send(updateActivity(Number(id), { notes: 'Changed' }))
  return [
    {
      what: 'GET /contacts/{id}/activities lists it',
      found: listed.some((entry) => activityIn(entry) === id),
      simulator: true,
    },
    {
      what: 'that list is of',
      found: listed.some((entry) => 'actionable_type' in entry) ? 'timeline' : 'sales activities',
      simulator: 'timeline',
      setting: ['behaviour.contactActivities', 'timeline', 'sales activities'],
    },
    { what: 'status of a change', found: updated.status, simulator: 200 },
  ]
}

/** Clients of the API disagree, and an admin may make it compulsory. */
const deals: Question = {
  title: 'Does a deal need an account?',
  calls: 8,
  async ask(session) {
    const { id } = await session.makeContact()
    const deal = { ...session.deal, contacts_added_list: [Number(id)] }
    const alone = await session.send(createDeal({ ...deal, name: session.name() }))
    if (isDone(alone)) return [needsAccount(false)]
    const account = upsertAccount({ name: session.name(), account: session.account })
    const made = recordIn(await session.send(account), 'sales_account')
    const sales_account_id = made['id'] ?? null
    const withAccount = createDeal({ ...deal, name: session.name(), sales_account_id })
    const other = await session.send(withAccount)
    if (isDone(other)) return [needsAccount(true)]
    throw new CannotAsk(
      `the account takes no deal (status ${other.status}): ${other.words.join('; ')}`,
    )
  },
}

function needsAccount(found: boolean): Fact {
  return {
    what: 'a deal without an account is refused',
    found,
    simulator: true,
    setting: ['required.deal'],
    settingValue: found ? ['sales_account_id'] : [],
  }
}

/** Other integrations make tasks, and clients disagree about their bodies. */
const tasks: Question = {
  title: 'Does a task need its wrapper?',
  calls: 6,
  async ask(session) {
    const { id } = await session.makeContact()
    const send = (wrap: (task: JsonObject) => JsonObject): Promise<Exchange> => {
      const target = { targetable_type: 'Contact', targetable_id: Number(id) }
      const task = { title: session.name(), due_date: '2030-01-01T12:00:00Z', ...target }
      return session.send({ method: 'POST', path: '/tasks', body: wrap(task) })
    }
    const isFlatTaken = isDone(await send((task) => task))
    if (!isFlatTaken && !isDone(await send((task) => ({ task }))))
      throw new CannotAsk('the account takes no task')
    return [
      {
        what: 'a task without its wrapper is refused',
        found: !isFlatTaken,
        simulator: false,
        setting: ['behaviour.taskWrapperRequired', true, false],
      },
    ]
  },
}

/** What hangs on a contact. */
export const attachedQuestions: readonly Question[] = [activities, deals, tasks]
