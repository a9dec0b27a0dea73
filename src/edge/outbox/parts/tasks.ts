import { readTasks } from '../../../freshsales/api/readFound.ts'
import { readId, readRecord, toId } from '../../../freshsales/api/readId.ts'
import { isSameSecond } from '../../../freshsales/api/readTimeline.ts'
import { createTask, findOwner, findTasks } from '../../../freshsales/api/request.ts'
import { resolve } from '../../../freshsales/resolve/resolve.ts'
import { HOUR_MS } from '../../../protocol/time.ts'
import { clearDoubt, isInDoubt } from '../person/markInDoubt.ts'
import { isLinked, letGoLink, type PersonCore } from '../person/personCore.ts'
import { PRIORITY } from '../person/priority.ts'
import type { StampedRecord } from '../person/stamped.ts'
import { dueDateOf, fillTexts, titleOf, type WaitingTask } from './fillTexts.ts'
import { joinWaiting } from './joinWaiting.ts'
import { type CallKind, callStep, type Part, type PlanContext, type Step } from './part.ts'
import { planList } from './planList.ts'

export interface TasksState {
  tasks: WaitingTask[]
  /** The newest tasks made here, to tell one whose answer was lost from its like. */
  taskIds?: number[]
  /** Whose contact it is, where a task is to be theirs; without an id it is nobody's. */
  taskOwner?: { id?: number; at: number }
}

/** The texts and the due date depend on the contact's fields. */
type TaskPerson = PersonCore & TasksState & StampedRecord

type TaskPurpose =
  | { kind: 'task'; key: string }
  /** Reads whose contact it is. */
  | { kind: 'taskOwner'; key: string }
  | { kind: 'findTask'; key: string; title: string; due: string }

/** A person carries no more than this; beyond it a broken sender is at work. */
const MAX_WAITING = 100

/** Read once a visit: sales people hand contacts on, and not by the minute. */
const OWNER_KEPT_MS = HOUR_MS

/** Enough to tell a lost answer's task from earlier ones that look the same. */
const REMEMBERED_IDS = 50

/** Of both calls: whether it is to be made or looked for, the same task waits. */
const UNTIL_MADE = {
  refuse: takeOut,

  putBack(person, _purpose, { task }) {
    if (task) add(person, task)
  },

  needsContact: () => true,
} satisfies Omit<CallKind<TasksState, TaskPurpose, { task: WaitingTask }>, 'settle'>

/** Tasks for sales reps that events were mapped to, oldest first, each its own call. */
export const tasks = {
  name: 'tasks',
  after: ['contact', 'lead'],
  owns: { tasks: true, taskIds: true, taskOwner: true },
  removes: { task: true },
  empty: () => ({ tasks: [] }),

  fold: {
    task(person, { object: _, ...change }, { at, said, isRepeated }) {
      const task: WaitingTask = { ...change, at, ...(said.by !== 'page' && { vouched: true }) }
      const doubtKey = doubtKeyOf(task.key)
      if (isRepeated) person.tasks = joinWaiting(person.tasks, task, { person, doubtKey })
      else addTask(person, task)
    },
  },

  dropOld(person, now) {
    if (person.taskOwner && now - person.taskOwner.at > OWNER_KEPT_MS) delete person.taskOwner
  },

  merge(into, from) {
    for (const task of from.tasks) add(into, task)
    if (from.taskIds) into.taskIds = [...(into.taskIds ?? []), ...from.taskIds]
  },

  due(person) {
    if (person.tasks.length === 0) return undefined
    const due = { priority: PRIORITY.mapped, dueAt: 0 }
    return isLinked(person) ? { ...due, standsAlone: true } : due
  },
  plan: planTask,

  calls: {
    task: {
      settle(person, { key }, { answer }) {
        settleTask(person, key, readId(answer, 'task'))
        return []
      },

      ...UNTIL_MADE,
    },

    taskOwner: {
      settle(person, _purpose, { answer, now }) {
        const id = toId(readRecord(answer, 'contact', 'lead')?.['owner_id'])
        person.taskOwner = { at: now, ...(id !== undefined && { id }) }
        return []
      },

      refuse: () => undefined,
      /** Whoever may not read the contact still gets the task made. */
      letGo(person, _purpose, { now }) {
        if (letGoLink(person, now)) return true
        person.taskOwner = { at: now }
        return true
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
      ...UNTIL_MADE,
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
  const { key } = task
  if (task.ofOwner && !isOwnerKnown(person, context.now))
    return callStep({ kind: 'taskOwner', key }, findOwner(id, targetTypeOf(person)))
  const owner = task.ofOwner && person.taskOwner?.id
  const fields = {
    due_date: dueDateOf(task, person),
    ...(owner && { owner_id: owner }),
    ...task.fields,
    ...texts,
    title,
  }
  const resolution = resolve('task', fields, {}, context.catalog)
  const list = planList(resolution, context)
  if (list) return list
  const { payload, problems } = resolution
  const target = { type: targetTypeOf(person), id }
  const doubtKey = doubtKeyOf(key)
  if (isInDoubt(person, doubtKey)) {
    const purpose = { kind: 'findTask' as const, key, title, due: String(payload['due_date']) }
    return callStep(purpose, findTasks(id, target.type))
  }
  const call = createTask({ task: payload, target })
  return callStep({ kind: 'task', key }, call, { problems, doubtKey })
}

const targetTypeOf = ({ contactId }: PersonCore) =>
  contactId === undefined ? ('Lead' as const) : ('Contact' as const)

const isOwnerKnown = ({ taskOwner }: TasksState, now: number) =>
  taskOwner !== undefined && now - taskOwner.at <= OWNER_KEPT_MS

const doubtKeyOf = (key: string) => `task:${key}`

/** Adds a task, as long as there are not too many. */
export function addTask(person: TasksState, task: WaitingTask): void {
  if (person.tasks.length < (task.vouched ? MAX_WAITING : MAX_WAITING / 2)) add(person, task)
}

function add(person: TasksState, task: WaitingTask): void {
  if (person.tasks.some(({ key }) => key === task.key)) return
  person.tasks.push(task)
  person.tasks.sort((one, other) => one.at - other.at)
}

function takeOut(person: TasksState, { key }: TaskPurpose) {
  const task = person.tasks.find((each) => each.key === key)
  settleTask(person, key, undefined)
  return task && { task }
}

function settleTask(person: TasksState, key: string, id: number | undefined): void {
  person.tasks = person.tasks.filter((each) => each.key !== key)
  if (id !== undefined) person.taskIds = [...(person.taskIds ?? []), id].slice(-REMEMBERED_IDS)
}
