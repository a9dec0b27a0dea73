import { readTasks } from '../../../freshsales/api/readFound.ts'
import { readId } from '../../../freshsales/api/readId.ts'
import { isSameSecond } from '../../../freshsales/api/readTimeline.ts'
import { createTask, findTasks } from '../../../freshsales/api/request.ts'
import type { TaskChange } from '../../../freshsales/change.ts'
import { RAILS_TIME_ZONES } from '../../../freshsales/coercion/railsTimeZones.ts'
import { toText } from '../../../freshsales/coercion/text.ts'
import { fillTemplate } from '../../../freshsales/interpret/template.ts'
import { camelCase } from '../../../freshsales/mapping/row.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import type { JsonObject } from '../../../protocol/event.ts'
import { DAY_MS } from '../../../protocol/time.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import type { PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import type { StampedRecord } from '../person/stamped.ts'
import { joinWaiting } from './joinWaiting.ts'
import { callStep, type Part, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

export interface TasksState {
  tasks: WaitingTask[]
  /** The newest tasks made here, to tell one whose answer was lost from its like. */
  taskIds?: number[]
}

type WaitingTask = Omit<TaskChange, 'object'> & { at: number; vouched?: true }

/** The texts and the due date depend on the contact's fields. */
type TaskPerson = PersonCore & TasksState & StampedRecord

type TaskPurpose =
  | { kind: 'task'; key: string }
  | { kind: 'findTask'; key: string; title: string; due: string }

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING = 100

/** Enough to tell a lost answer's task from earlier ones that look the same. */
const REMEMBERED_IDS = 50

/** Tasks for sales reps that events were mapped to, oldest first, each its own call. */
export const tasks = {
  name: 'tasks',
  after: ['contact', 'lead'],
  owns: { tasks: true, taskIds: true },
  removes: { task: true },
  empty: () => ({ tasks: [] }),

  fold: {
    task(person, { object: _, ...change }, { at, said, isRepeated }) {
      const vouched = said.by !== 'page'
      const task: WaitingTask = { ...change, at, ...(vouched && { vouched }) }
      const doubtKey = doubtKeyOf(task.key)
      if (isRepeated) person.tasks = joinWaiting(person.tasks, task, { person, doubtKey })
      else if (person.tasks.length < (vouched ? MAX_WAITING : MAX_WAITING / 2)) add(person, task)
    },
  },

  merge(into, from) {
    for (const task of from.tasks) add(into, task)
    if (from.taskIds) into.taskIds = [...(into.taskIds ?? []), ...from.taskIds]
  },

  due: ({ tasks }) => (tasks.length > 0 ? { priority: PRIORITY.mapped, dueAt: 0 } : undefined),
  plan: planTask,

  calls: {
    task: {
      settle(person, { key }, { answer }) {
        settleTask(person, key, readId(answer, 'task'))
        return []
      },

      refuse(person, purpose) {
        return takeOut(person, purpose)
      },

      putBack(person, _purpose, { task }) {
        if (task) add(person, task)
      },

      needsContact: () => true,
    },

    findTask: {
      settle(person, { key, title, due }, { answer }) {
        clearDoubt(person, doubtKeyOf(key))
        const found = readTasks(answer).find(
          ({ id, record }) =>
            record['title'] === title &&
            isSameSecond(record['due_date'], due) &&
            !person.taskIds?.includes(id),
        )
        if (found) settleTask(person, key, found.id)
        return []
      },

      /** It may be there, so it is not made once more: it stays in doubt in the dead letters. */
      refuse(person, purpose) {
        return takeOut(person, purpose)
      },

      putBack(person, _purpose, { task }) {
        if (task) add(person, task)
      },

      needsContact: () => true,
    },
  },

  describe: (person) => ({ task: person.tasks.map((task) => titleOf(task, person)) }),
} satisfies Part<TasksState, TaskPurpose, { task: WaitingTask }, TaskPerson>

function planTask(person: TaskPerson, context: PlanContext): Step<TaskPurpose> | undefined {
  const [task] = person.tasks
  const id = person.contactId ?? person.leadId
  if (!task || id === undefined) return undefined
  const title = titleOf(task, person)
  const texts = fillTexts(task, person)
  const fields = { due_date: dueDateOf(task, person), ...task.fields, ...texts, title }
  const resolution = resolve('task', fields, {}, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems } = resolution
  const { key } = task
  const target = { type: person.contactId === undefined ? 'Lead' : 'Contact', id } as const
  const doubtKey = doubtKeyOf(key)
  if (isInDoubt(person, doubtKey)) {
    const purpose = { kind: 'findTask' as const, key, title, due: String(payload['due_date']) }
    return callStep(purpose, findTasks(id, target.type))
  }
  return callStep({ kind: 'task', key }, createTask({ task: payload, target }), {
    problems,
    doubtKey,
  })
}

/** A text of which nothing is left says at least what happened. */
function titleOf(task: WaitingTask, person: TaskPerson): string {
  return String(fillTexts(task, person)['title'] ?? task.event)
}

/** What the event said goes first; the person may be known only by what came later. */
function fillTexts({ texts, values }: WaitingTask, person: TaskPerson): JsonObject {
  const known: JsonObject = {}
  for (const [name, { value }] of Object.entries(person.fields))
    Object.assign(known, { [name]: value, [camelCase(name)]: value })
  const all = withoutTags({ ...known, ...(person.email && { email: person.email }), ...values })
  const filled = Object.entries(texts).flatMap(([name, template]) => {
    const text = toText(fillTemplate(template, all) ?? null)
    return text === undefined ? [] : [[name, text] as const]
  })
  return Object.fromEntries(filled)
}

/** What visitors wrote must be no HTML, and reads well wherever it is shown as it is. */
function withoutTags(values: JsonObject): JsonObject {
  const text = JSON.stringify(values).replace(/[<>]/g, (sign) => (sign === '<' ? '‹' : '›'))
  return JSON.parse(text) as JsonObject
}

/** So many days later, at the same time of the day where the person is. */
function dueDateOf({ at, dueInDays }: WaitingTask, { fields }: StampedRecord): string {
  const zone = RAILS_TIME_ZONES[String(fields['time_zone']?.value)]?.[0] ?? 'UTC'
  const later = at + dueInDays * DAY_MS
  return new Date(later + offsetOf(at, zone) - offsetOf(later, zone)).toISOString()
}

/** How far a zone's clock is ahead of UTC at a moment, in milliseconds. */
function offsetOf(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName')
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(parts?.value ?? '') ?? []
  const ahead = (Number(hours ?? 0) * 60 + Number(minutes ?? 0)) * 60_000
  return sign === '-' ? -ahead : ahead
}

const doubtKeyOf = (key: string) => `task:${key}`

function add(person: TasksState, task: WaitingTask): void {
  if (person.tasks.some(({ key }) => key === task.key)) return
  person.tasks.push(task)
  person.tasks.sort((one, other) => one.at - other.at)
}

function takeOut(person: TasksState, { key }: { key: string }) {
  const task = person.tasks.find((each) => each.key === key)
  settleTask(person, key, undefined)
  return task && { task }
}

function settleTask(person: TasksState, key: string, id: number | undefined): void {
  person.tasks = person.tasks.filter((each) => each.key !== key)
  if (id !== undefined) person.taskIds = [...(person.taskIds ?? []), id].slice(-REMEMBERED_IDS)
}
