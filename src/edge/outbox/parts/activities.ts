import { readId } from '../../../freshsales/api/readId.ts'
import { isSameSecond, readTimeline } from '../../../freshsales/api/readTimeline.ts'
import { createActivity, findActivities } from '../../../freshsales/api/request.ts'
import type { ActivityChange } from '../../../freshsales/change.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import type { PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import { joinWaiting } from './joinWaiting.ts'
import { type CallKind, callStep, type Part, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

export interface ActivitiesState {
  activities: WaitingActivity[]
  /** The newest activities made here, to tell one whose answer was lost from its like. */
  activityIds?: number[]
}

type WaitingActivity = Omit<ActivityChange, 'object'> & {
  at: number
  /** No page has said it: it goes before what pages did where there is too much. */
  vouched?: true
}

type ActivityPurpose =
  | {
      kind: 'activity'
      key: string
    }
  | {
      kind: 'findActivity'
      key: string
      title: string
      start: string
    }

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING = 500

/** Enough to tell a lost answer's activity from earlier ones that look the same. */
const REMEMBERED_IDS = 50

/** Of both calls: whether it is to be made or looked for, the same activity waits. */
const UNTIL_MADE = {
  refuse: takeOut,

  putBack(person, _purpose, { activity }) {
    if (!activity || person.activities.some(({ key }) => key === activity.key)) return
    person.activities.push(activity)
    person.activities.sort(byTime)
  },

  standsAlone: ({ activity }) => activity?.target !== undefined,
  needsContact: ({ activities }, purpose) =>
    activities.some(({ key, target }) => key === purpose.key && !target),
} satisfies Omit<
  CallKind<ActivitiesState, ActivityPurpose, { activity: WaitingActivity }>,
  'settle'
>

/** Sales activities that events were mapped to, oldest first, each its own call. */
export const activities = {
  name: 'activities',
  after: ['contact'],
  owns: { activities: true, activityIds: true },
  removes: { activity: true },
  empty: () => ({ activities: [] }),

  fold: {
    activity(person, { object: _, ...change }, { at, said, isRepeated }) {
      const vouched = said.by !== 'page'
      const activity: WaitingActivity = { ...change, at, ...(vouched && { vouched }) }
      const doubtKey = doubtKeyOf(activity.key)
      if (isRepeated)
        person.activities = joinWaiting(person.activities, activity, { person, doubtKey })
      else if (person.activities.length < (vouched ? MAX_WAITING : MAX_WAITING / 2))
        person.activities.push(activity)
      person.activities.sort(byTime)
    },
  },

  merge: (into, from) => into.activities.push(...from.activities),

  due(person) {
    if (person.activities.length === 0) return undefined
    const due = { priority: PRIORITY.mapped, dueAt: 0 }
    return person.activities.some(({ target }) => target) ? { ...due, standsAlone: true } : due
  },

  plan: planActivity,

  calls: {
    activity: {
      settle(person, { key }, { answer }) {
        remove(person, key)
        const id = readId(answer, 'sales_activity')
        if (id !== undefined) remember(person, id)
        return []
      },

      ...UNTIL_MADE,
    },

    findActivity: {
      settle(person, { key, title, start }, { answer }) {
        clearDoubt(person, doubtKeyOf(key))
        const found = readTimeline(answer).find(
          (each) =>
            each.title === title &&
            isSameSecond(each.startDate, start) &&
            !person.activityIds?.includes(each.id),
        )
        if (found) {
          remove(person, key)
          remember(person, found.id)
        }
        return []
      },

      /** It may be there, so it is not made once more: it stays in doubt in the dead letters. */
      ...UNTIL_MADE,
    },
  },

  describe: ({ activities }) => ({
    activity: activities.map(({ fields }) => String(fields['title'] ?? '')),
  }),
} satisfies Part<ActivitiesState, ActivityPurpose, { activity: WaitingActivity }>

function planActivity(
  person: PersonCore & ActivitiesState,
  context: PlanContext,
): Step<ActivityPurpose> | undefined {
  const { contactId } = person
  const activity = person.activities.find((each) => each.target || contactId !== undefined)
  if (!activity) return undefined
  const target = activity.target ?? { type: 'Contact' as const, id: contactId ?? 0 }
  const resolution = resolve('activity', activity.fields, {}, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems } = resolution
  const { key } = activity
  if (resolution.incomplete.length > 0)
    return { do: 'refuse', purpose: { kind: 'activity', key }, problems }
  const doubtKey = doubtKeyOf(key)
  if (isInDoubt(person, doubtKey)) {
    const [title, start] = [String(payload['title']), String(payload['start_date'])]
    const find = findActivities(target.id, target.type)
    return callStep({ kind: 'findActivity', key, title, start }, find)
  }
  return callStep({ kind: 'activity', key }, createActivity({ activity: payload, target }), {
    problems,
    doubtKey,
  })
}

const doubtKeyOf = (key: string) => `activity:${key}`

const byTime = (one: WaitingActivity, other: WaitingActivity) => one.at - other.at

function takeOut(person: ActivitiesState, { key }: ActivityPurpose) {
  const activity = person.activities.find((each) => each.key === key)
  remove(person, key)
  return activity && { activity }
}

function remove(person: ActivitiesState, key: string): void {
  person.activities = person.activities.filter((each) => each.key !== key)
}

function remember(person: ActivitiesState, id: number): void {
  person.activityIds = [...(person.activityIds ?? []), id].slice(-REMEMBERED_IDS)
}
