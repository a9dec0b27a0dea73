import { createActivity, findActivities } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { Json } from '../../../protocol/event.ts'
import { isUnsure, type Person, settleUnsure } from '../person.ts'
import { callStep, type PersonSettlement, type Step, type World } from '../step.ts'
import { planList } from './lists.ts'

/** Sales activities that events were mapped to, oldest first, each its own call: there is no bulk form. */
export function planActivity(person: Person, world: World): Step | undefined {
  const { contactId } = person
  const activity = person.activities.find((each) => each.target || contactId !== undefined)
  if (!activity) return undefined
  const target = activity.target ?? { type: 'Contact' as const, id: contactId ?? 0 }
  const resolution = resolve('activity', activity.fields, {}, world.catalog)
  const list = planList(resolution, world)
  if (list) return list
  const { payload, problems } = resolution
  const { key } = activity
  if (resolution.incomplete.length > 0)
    return { do: 'refuse', purpose: { kind: 'activity', key }, problems }
  const once = mark(key)
  if (isUnsure(person, once) && contactId !== undefined) {
    const [title, start] = [String(payload['title']), String(payload['start_date'])]
    return callStep({ kind: 'findActivity', key, title, start }, findActivities(contactId))
  }
  return callStep({ kind: 'activity', key }, createActivity({ activity: payload, target }), {
    problems,
    once,
  })
}

/** Enough to tell a lost answer's activity from earlier ones that look the same. */
const REMEMBERED_IDS = 50

export const activity: PersonSettlement<'activity'> = {
  settle(person, { key }, { answer }) {
    done(person, key)
    const record = answer?.body['sales_activity'] as { id?: number } | undefined
    if (typeof record?.id === 'number') remember(person, record.id)
    return []
  },

  refuse(person, { key }) {
    const activity = person.activities.find((each) => each.key === key)
    done(person, key)
    return activity && { activity }
  },
}

export const findActivity: PersonSettlement<'findActivity'> = {
  settle(person, { key, title, start }, { answer }) {
    settleUnsure(person, mark(key))
    const found = ((answer?.body['activities'] ?? []) as { [name: string]: Json }[]).find(
      (each) =>
        each['title'] === title &&
        isSameSecond(String(each['start_date']), start) &&
        !person.activityIds?.includes(Number(each['id'])),
    )
    if (found) {
      done(person, key)
      remember(person, Number(found['id']))
    }
    return []
  },

  refuse(person, { key }) {
    settleUnsure(person, mark(key))
    return undefined
  },
}

/** Freshsales keeps no milliseconds. */
const isSameSecond = (one: string, other: string) =>
  Math.floor(Date.parse(one) / 1_000) === Math.floor(Date.parse(other) / 1_000)

const mark = (key: string) => `activity:${key}`

function done(person: Person, key: string): void {
  person.activities = person.activities.filter((each) => each.key !== key)
}

function remember(person: Person, id: number): void {
  person.activityIds = [...(person.activityIds ?? []), id].slice(-REMEMBERED_IDS)
}
